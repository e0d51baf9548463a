"""A ticket of Rob's and promises on it. The engine is tried on the desk's own tables."""

from datetime import UTC, datetime

import pytest

from supportdesk.accounts.models import Person, Role
from tests.factories import OrganisationFactory, PersonFactory, QueueFactory, TicketTypeFactory
from tickets.desk.models import Ticket, TicketClock
from tickets.desk.states import Channel, Status
from tickets.sla import engine
from tickets.sla.models import Calendar, Goal, Policy, Target

FRIDAY = datetime(2026, 11, 20, 16, tzinfo=UTC)
ALWAYS = {str(day): [[0, 1440]] for day in range(7)}
OFFICE = {str(day): [[540, 1020]] for day in range(5)}


def new_ticket():
    acme = OrganisationFactory(name="Acme")
    rob = Person.objects.filter(name="Rob").first() or PersonFactory(name="Rob", organisation=acme, roles=[Role.RQ])
    return Ticket.objects.create(
        title="Printer on floor 3 is dead",
        requester=rob,
        organisation=acme,
        channel=Channel.PORTAL,
        type=TicketTypeFactory(key="incident"),
        queue=QueueFactory(key="service-desk"),
        status=Status.NEW,
        status_since=FRIDAY,
        opened_at=FRIDAY,
        activity_at=FRIDAY,
        rank=0,
    )


def new_calendar(key, week, **more):
    return Calendar.objects.create(key=key, name=key, zone="UTC", week=week, effective_from=FRIDAY, **more)


def new_policy(key, calendar, version=1, ladder=(50, 75, 90), **given):
    """`new_policy("p2", around_the_clock, resolution=3600, priority=2)`; update and resolution pause."""
    details = {"name": key.upper(), "ladder": list(ladder), "effective_from": FRIDAY}
    details |= {name: value for name, value in given.items() if name not in Goal.values}
    policy = Policy.objects.create(key=key, version=version, **details)
    for goal, length in given.items():
        if goal not in Goal.values:
            continue
        pauses = goal in ("next_update", "resolution")
        Target.objects.create(policy=policy, goal=goal, seconds=length, calendar=calendar, pauses=pauses)
    return policy


def targets(policy):
    return {target.goal: target for target in policy.targets_cached}


def start_clock(ticket, policy, goal="resolution", at=FRIDAY, **more):
    target = targets(policy)[goal]
    clock = TicketClock(
        ticket=ticket,
        goal=goal,
        policy_id=target.policy_id,
        calendar_id=target.calendar_id,
        target_seconds=target.seconds,
        pauses=target.pauses,
        **more,
    )
    return clock, engine.start([clock], at=at, cause="opened")


@pytest.fixture
def ticket(db):
    return new_ticket()


@pytest.fixture
def around_the_clock(db):
    return new_calendar("always", ALWAYS)


@pytest.fixture
def office(db):
    return new_calendar("office", OFFICE)


@pytest.fixture
def one_hour(around_the_clock):
    """An hour around the clock for each goal."""
    return new_policy("hour", around_the_clock, acknowledge=3600, first_response=3600, resolution=3600)


@pytest.fixture
def clock(ticket, one_hour):
    """A resolution clock of an hour, running since Friday 16:00 UTC."""
    return start_clock(ticket, one_hour)[0]


@pytest.fixture
def moments():
    """`moments(clock)`: its ledger as (what, minutes since Friday 16:00, share)."""

    def told(clock):
        minutes = ((moment, (moment.at - FRIDAY).total_seconds() / 60) for moment in clock.moments.all())
        return [(moment.what, after, moment.share) for moment, after in minutes]

    return told
