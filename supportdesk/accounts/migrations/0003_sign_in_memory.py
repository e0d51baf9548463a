from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", verbosity=0, database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """Where all web processes together remember guesses at a password and codes already used."""

    dependencies = [("accounts", "0002_system_person")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
