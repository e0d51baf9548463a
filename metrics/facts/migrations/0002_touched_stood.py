from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_facts")]

    operations = [
        migrations.AddField("touched", "stood", models.BooleanField(default=False)),
    ]
