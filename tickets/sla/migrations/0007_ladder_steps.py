from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sla", "0006_reopen_rule")]

    operations = [
        migrations.AddField(
            model_name="policy",
            name="steps",
            field=models.JSONField(
                blank=True, help_text="What happens at which level; empty: the standard.", null=True
            ),
        ),
    ]
