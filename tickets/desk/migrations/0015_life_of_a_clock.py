from django.db import migrations, models
from django.db.models.deletion import PROTECT

WHAT = [
    ("run", "Run"),
    ("hold", "Hold"),
    ("warned", "Warned"),
    ("breached", "Breached"),
    ("stop", "Stop"),
    ("cancel", "Cancel"),
    ("retarget", "Retarget"),
    ("promise", "Promise"),
    ("override", "Override"),
    ("revoke", "Revoke"),
    ("except", "Except"),
    ("unexcept", "Unexcept"),
]
NAMED = ("promised_at", "override_due", "override_until", "excepted_until")


class Migration(migrations.Migration):
    dependencies = [("desk", "0014_wip_limits")]

    operations = [
        *(
            migrations.AddField(model_name="ticketclock", name=name, field=models.DateTimeField(null=True))
            for name in NAMED
        ),
        migrations.AddField(
            model_name="ticketclock",
            name="team",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="+",
                to="accounts.team",
            ),
        ),
        migrations.RemoveConstraint(model_name="ticketclock", name="ticketclock_rings_while_running"),
        migrations.AddConstraint(
            model_name="ticketclock",
            constraint=models.CheckConstraint(
                condition=models.Q(("alarm_at__isnull", True), ("stopped_at__isnull", True), _connector="OR"),
                name="ticketclock_rings_while_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketclock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("override_due__isnull", True), ("override_until__isnull", True)),
                    models.Q(("override_due__isnull", False), ("override_until__isnull", False)),
                    _connector="OR",
                ),
                name="ticketclock_override_ends",
            ),
        ),
        migrations.AlterField(
            model_name="ticketmoment", name="what", field=models.CharField(choices=WHAT, max_length=10)
        ),
    ]
