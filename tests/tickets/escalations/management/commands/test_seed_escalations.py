from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from supportdesk.accounts.models import Role
from tests.factories import PersonFactory, TeamFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.triage import triage
from tickets.escalations import seeding
from tickets.escalations.models import Escalation, Stay
from tickets.escalations.states import State

pytestmark = pytest.mark.django_db
ROLES = dict(zip(seeding.PEOPLE, ("AN", "JA", "SA", "TL", "SM", "ER", "ER", "SO"), strict=True))


def seed():
    call_command("seed_escalations", stderr=StringIO())


@pytest.fixture
def demo(opened, by, printing):
    """As many owned tickets as the demo tells of, and its people."""
    teams = {name: TeamFactory(name=name) for name in seeding.NEEDED}
    staff = {}
    for name, role in ROLES.items():
        team = teams["Engineering"] if role == "ER" else teams["First line"]
        staff[name] = PersonFactory(name=name, email=f"{name.lower()}@demo.example", roles=[Role(role)], team=team)
    for number in range(13):
        ticket = opened(title=f"Card payment fails, case {number}")
        triage(ticket, by=by(staff["Ann"]), seen=ticket.version, impact=2, urgency=2, category=printing)
        assign(ticket, by=by(staff["Ann"]), seen=ticket.version, to=staff["Ann"])


def test_the_demo_shows_every_state(demo):
    seed()
    shown = set(Escalation.objects.values_list("state", flat=True))
    assert set(State) - shown == {State.FAILED}
    assert Stay.objects.filter(state=State.FAILED).exists()
    found = Escalation.objects.count()
    seed()
    assert Escalation.objects.count() == found


def test_another_desk_gets_none(owned):
    seed()
    assert not Escalation.objects.exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed()
