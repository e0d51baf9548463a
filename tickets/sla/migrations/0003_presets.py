from django.db import migrations

from tickets.sla import presets


def install(apps, schema_editor):
    presets.install(apps)


class Migration(migrations.Migration):
    """A fresh install promises something from its first minute (SLA-19)."""

    dependencies = [("sla", "0002_append_only")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
