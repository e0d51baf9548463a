"""An incident on an ordinary morning, and the steps that lead through it."""

from datetime import timedelta

import pytest

from incidents.response.actions.checks import add_check, do_check
from incidents.response.actions.declare import declare
from incidents.response.actions.link import link
from incidents.response.actions.move import move
from incidents.response.actions.suspect import suspect
from incidents.response.models import Incident
from incidents.response.states import STAMPS
from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events.models import Event
from tests.factories import ComponentFactory

CAUSE = {"cause": "The spooler's certificate has run out.", "cause_class": "configuration", "evidence": "Log of 10:02"}
WORDS = {"words": "Jobs go to the second spooler."}


@pytest.fixture
def spooler(db):
    return ComponentFactory(key="spooler", name="Spooler")


@pytest.fixture
def suspected(by, joe, spooler):
    """`suspected(severity=1)`: what Joe suspects: printing fails, for half an hour already."""

    def one(severity=1, who=joe, minutes=30, **more):
        began = clock.now() - timedelta(minutes=minutes)
        said = {"severity": severity, "components": [spooler], "started_at": began}
        return suspect("Nothing prints anywhere", by=by(who), **said | more)

    return one


@pytest.fixture
def declared(suspected, by, ian):
    """A SEV1 that Ian has declared and commands."""
    one = suspected()
    return declare(one, by=by(ian), seen=one.version, criteria="More than ten customers cannot print.")


@pytest.fixture
def step(by, ian):
    """`step(incident, "investigate")`: Ian takes it, with whatever it asks for."""

    def taken(incident, name, who=ian, **parts):
        parts = {"identify": CAUSE, "mitigate": WORDS, "back": WORDS}.get(name, {}) | parts
        return move(incident, by=by(who), seen=incident.version, step=name, **parts)

    return taken


@pytest.fixture
def lead(step, by, ian, earlier):
    """`lead(incident, "restored")`: step by step, and what the steps ask for besides."""

    def to(incident, state):
        names = ("acknowledge", "investigate", "identify", "mitigate", "monitor", "restore", "verify", "review")
        ways = dict(zip(list(STAMPS)[1:9], names, strict=True))
        for reached, name in ways.items():
            if list(STAMPS).index(incident.state) >= list(STAMPS).index(reached):
                continue
            if name == "verify":
                recovered(incident, by(ian))
                earlier(incident, hours=1)
            step(incident, name)
            if reached == state:
                break
        return incident

    return to


def recovered(incident, by):
    if not incident.checks.exists():
        add_check(incident, by=by, what="A test page prints on each floor")
    for one in incident.checks.filter(passed=None):
        do_check(one, by=by, passed=True)


@pytest.fixture
def earlier():
    """`earlier(incident, hours=1)`: as if all of it had happened so much earlier."""

    def shifted(incident, **span):
        fields = ("started_at", "declared_at", *STAMPS.values())
        moved = {name: at - timedelta(**span) for name in fields if (at := getattr(incident, name))}
        Incident.objects.filter(pk=incident.pk).update(**moved)
        incident.refresh_from_db()
        return incident

    return shifted


@pytest.fixture
def joined(opened, by, ann):
    """`joined(incident, 3)`: so many tickets of Rob's in it."""

    def some(incident, number=1, **more):
        tickets = [opened(title=f"No paper comes out ({n})", **more) for n in range(number)]
        link(incident, by=by(ann), tickets=[one.pk for one in tickets])
        return tickets

    return some


@pytest.fixture
def heard():
    """`heard(thing)`: the kinds of what was recorded on it, in order."""

    def kinds(thing):
        events = Event.objects.filter(subject=thing.subject, subject_id=thing.pk).order_by("pk")
        return [event.kind for event in events]

    return kinds


@pytest.fixture
def clockwork():
    return system("clock")
