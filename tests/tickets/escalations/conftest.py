"""Escalations to work on: a matrix, a complete packet, and one in each state."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import PersonFactory
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, page, said
from tickets.escalations.actions.begin import begin
from tickets.escalations.actions.compose import fill
from tickets.escalations.actions.matrix import keep_lane
from tickets.escalations.actions.receive import accept, acknowledge
from tickets.escalations.actions.send import submit
from tickets.escalations.tasks import ask, ring
from tickets.sla import presets

__all__ = ["api", "browse", "page", "said"]
SOUND = tomllib.loads((Path(__file__).parents[2] / "data" / "packets.toml").read_text())["sound"]


@pytest.fixture
def sound():
    """Sound words for every field that is ever needed."""
    return {name: dict(parts) for name, parts in SOUND.items()}


@pytest.fixture
def eric(engineering_team):
    """Engineering's lead."""
    return PersonFactory(name="Eric", roles=[Role.ER], team=engineering_team, team__lead=True)


@pytest.fixture
def sofia(db):
    """The security officer."""
    return PersonFactory(name="Sofia", roles=[Role.SO])


@pytest.fixture
def matrix(engineering_team, first_line, max):
    """Engineering for what is broken, the first line's own seniors for what is hard; Max keeps it. Their hours are
    there also after a test that emptied the database."""
    presets.install()
    kept = {"owner": max, "by": system("import"), "calendar": "around-the-clock"}
    return (
        keep_lane(target="engineering", group=engineering_team, **kept),
        keep_lane(target="tier", group=first_line, **kept),
    )


@pytest.fixture
def draft(owned, matrix, by, ann):
    """Ann's draft for engineering, filled with what the ticket knows."""
    return begin(owned, by=by(ann), target="engineering", issue="defect", trigger="unknown")


@pytest.fixture
def complete(draft, by, ann, sound):
    return fill(draft, by=by(ann), values=sound)


@pytest.fixture
def submitted(complete, by, ann):
    return submit(complete, by=by(ann))


@pytest.fixture
def acknowledged(submitted, by, erin):
    return acknowledge(submitted, by=by(erin))


@pytest.fixture
def accepted(acknowledged, by, erin):
    return accept(acknowledged, by=by(erin), rating=4)


@pytest.fixture
def later(monkeypatch):
    """`later(hours=3)`: from now on it is that much later than it is."""

    def shift(**span):
        monkeypatch.setattr(clock, "offset", lambda: timedelta(**span))

    return shift


@pytest.fixture
def tell():
    """The worker tells everybody what happened."""
    return lambda: relay.drain("people")


@pytest.fixture
def notices():
    """`notices(tess)`: what she was told, oldest first."""
    return lambda person: list(Notification.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def swept():
    """The sweeps come by until nothing is due."""

    def sweep():
        ring()
        ask()

    return sweep
