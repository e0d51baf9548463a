from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):
    dependencies = [("desk", "0019_frozen_words")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="surroundings",
            field=models.JSONField(blank=True, db_default=Value({}, models.JSONField()), default=dict),
        ),
    ]
