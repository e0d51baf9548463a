from django.db import migrations


def create_system_person(apps, schema_editor):
    apps.get_model("accounts", "Person").objects.get_or_create(
        email="system@supportdesk.invalid",
        defaults={
            "name": "Supportdesk",
            "roles": [],
            "is_machine": True,
            "password": "!",
        },
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(create_system_person, migrations.RunPython.noop)]
