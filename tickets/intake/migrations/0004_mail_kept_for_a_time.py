from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_awaited_requests"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="incomingmail",
            index=models.Index(
                condition=models.Q(("raw", b""), _negated=True), fields=["settled_at"], name="incoming_mail_kept"
            ),
        ),
    ]
