"""Policies and calendars that nobody has published: for what is pure."""

from datetime import UTC, datetime

from tickets.sla.lengths import Unit
from tickets.sla.models import Calendar, Policy, Target

FRIDAY = datetime(2026, 11, 20, 17, tzinfo=UTC)
ALWAYS = Calendar(key="always", name="Around the clock", zone="UTC", week={str(day): [[0, 1440]] for day in range(7)})
OFFICE = Calendar(key="office", name="Office", zone="UTC", week={str(day): [[540, 1020]] for day in range(5)})
SELDOM = Calendar(key="seldom", name="Seldom", zone="UTC", week={"0": [[600, 605]]})
MINUTE, HOUR = 60, 3600


def policy(key, *, targets=None, position=10, **said):
    """`policy("p2", priority=2, targets={"resolution": (3600, OFFICE)})`; without targets an answer in an hour."""
    made = Policy(key=key, name=key.upper(), position=position, effective_from=FRIDAY, **said)
    given = {"first_response": (HOUR, ALWAYS)} if targets is None else targets
    made.targets_cached = tuple(target(made, goal, *what) for goal, what in given.items())
    return made


def target(made, goal, seconds, calendar, unit=Unit.HOURS, *, pauses=False):
    return Target(policy=made, goal=goal, seconds=seconds, calendar=calendar, unit=unit, pauses=pauses)
