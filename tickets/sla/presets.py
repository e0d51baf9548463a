"""What a fresh desk promises (SLA-19). They are ordinary first versions: to change one, publish its second.

A day of P3 and P4 is a working day of eight business hours, which is why the targets are written in hours.
"""

from datetime import UTC, datetime

from django.apps import apps as registry

from .models.goal import Goal

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
MINUTE, HOUR = 60, 3600
WORKING_DAY = 8 * HOUR

ALWAYS, BUSINESS = "around-the-clock", "business-hours"
CALENDARS = {
    ALWAYS: ("Around the clock", {str(day): [[0, 1440]] for day in range(7)}),
    BUSINESS: ("Business hours, Monday to Friday 09:00 to 17:00", {str(day): [[540, 1020]] for day in range(5)}),
}

GOALS = (Goal.ACKNOWLEDGE, Goal.FIRST_RESPONSE, Goal.NEXT_UPDATE, Goal.RESOLUTION)
PAUSING = {Goal.NEXT_UPDATE, Goal.RESOLUTION}

P1 = (5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 4 * HOUR)
P2 = (15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR)
P3 = (HOUR, 4 * HOUR, 2 * WORKING_DAY, 3 * WORKING_DAY)
P4 = (4 * HOUR, 8 * HOUR, 5 * WORKING_DAY, 10 * WORKING_DAY)

POLICIES = {
    "p1": ("P1", 1, ALWAYS, P1),
    "p2": ("P2", 2, ALWAYS, P2),
    "p3": ("P3", 3, BUSINESS, P3),
    "p4": ("P4", 4, BUSINESS, P4),
    # It asks nothing, so every other goes before it: what is still promised when one of them is withdrawn.
    "standard": ("Standard", None, BUSINESS, P3),
}


def install(apps=registry):
    """Publish what is missing; run again it changes nothing. A migration passes its own registry."""
    calendars = {key: calendar(apps, key, *preset) for key, preset in CALENDARS.items()}
    for position, (key, preset) in enumerate(POLICIES.items(), start=1):
        policy(apps, key, position * 10, calendars, *preset)


def calendar(apps, key, name, week):
    rows = apps.get_model("sla", "Calendar")._base_manager
    found = rows.filter(key=key, version=1).first()
    return found or rows.create(key=key, name=name, zone="UTC", week=week, effective_from=BEGINNING)


def policy(apps, key, position, calendars, name, priority, hours, seconds):
    rows = apps.get_model("sla", "Policy")._base_manager
    if rows.filter(key=key).exists():
        return
    row = rows.create(key=key, name=name, position=position, priority=priority, effective_from=BEGINNING)
    targets = apps.get_model("sla", "Target")
    targets._base_manager.bulk_create(
        targets(policy=row, goal=goal, seconds=length, calendar=calendars[hours], pauses=goal in PAUSING)
        for goal, length in zip(GOALS, seconds, strict=True)
    )
