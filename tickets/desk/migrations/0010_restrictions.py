import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [("security", "Security"), ("hr", "Human resources"), ("legal", "Legal"), ("complaint", "Complaint")]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("desk", "0009_known_words"),
    ]

    operations = [
        migrations.AddField("ticket", "restricted", models.BooleanField(default=False)),
        migrations.AddIndex(
            "ticket",
            models.Index(fields=["id"], name="ticket_restricted", condition=models.Q(("restricted", True))),
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("reason", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("people", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="restriction", to="desk.ticket"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
