from django.db import migrations

from supportdesk.catalogue import presets


def install(apps, schema_editor):
    presets.install(apps)


class Migration(migrations.Migration):
    """A fresh installation has types, categories, tags and two queues to begin with (T-03)."""

    dependencies = [("catalogue", "0001_initial"), ("accounts", "0002_system_person")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
