from django.db import migrations

from tickets.sla.triggers import FUNCTION, append_only


class Migration(migrations.Migration):
    dependencies = [("sla", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION sla_append_only"),
        append_only("sla_calendar"),
        append_only("sla_policy"),
        append_only("sla_target"),
    ]
