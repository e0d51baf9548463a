from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sla", "0005_draft")]

    operations = [
        migrations.AddField(
            model_name="policy",
            name="reopen",
            field=models.CharField(
                choices=[("resume", "Goes on from the time already used"), ("restart", "Starts afresh")],
                default="resume",
                max_length=10,
            ),
        ),
    ]
