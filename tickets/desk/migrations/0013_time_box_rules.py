from django.db import migrations

RULES = {1: 60, 2: 240}


def install(apps, schema_editor):
    rules = apps.get_model("desk", "TimeBoxRule")
    rules.objects.bulk_create(rules(level=level, minutes=minutes) for level, minutes in RULES.items())


class Migration(migrations.Migration):
    """A first line looks for an hour on its own, a second for half a day (T-42)."""

    dependencies = [("desk", "0012_plans")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
