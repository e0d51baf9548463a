from django.db import migrations, models
from django.db.models.deletion import PROTECT

from tickets.sla.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("sla", "0003_presets")]

    operations = [
        migrations.AlterField(
            model_name="ticketmoment",
            name="policy",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=PROTECT, related_name="+", to="sla.policy"
            ),
        ),
        append_only("desk_ticketmoment"),
    ]
