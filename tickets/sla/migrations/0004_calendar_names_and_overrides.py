from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sla", "0003_presets")]

    operations = [
        migrations.AddField("calendar", "names", models.JSONField(blank=True, default=dict)),
        migrations.AddField("calendar", "overrides", models.JSONField(blank=True, default=dict)),
    ]
