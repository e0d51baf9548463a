"""What the clocks of incidents stand on.

The engine's rows name a policy for its levels and a calendar for its hours. How long a cadence is, is a setting per
severity (`configured`), so that it can be changed like any other; this policy is ended from its first day, because it
promises no ticket anything.
"""

from django.apps import apps as registry

from tickets.sla.presets import ALWAYS, BEGINNING, CALENDARS, calendar

KEY, WARNS = "incident-updates", [80]


def install(apps=registry):
    """Publish what is missing; run again it changes nothing. A migration passes its own registry."""
    calendar(apps, ALWAYS, *CALENDARS[ALWAYS])
    rows = apps.get_model("sla", "Policy")._base_manager
    if not rows.filter(key=KEY).exists():
        rows.create(key=KEY, name="Incident updates", effective_from=BEGINNING, ladder=WARNS, withdrawn=True)
