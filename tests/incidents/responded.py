"""An incident with one thing of each kind, for the tests that go through every address."""

from datetime import timedelta

import pytest

from incidents.response.actions.checks import add_check
from incidents.response.actions.enter import enter
from incidents.response.actions.items import add_item
from incidents.response.actions.link import link
from incidents.response.actions.move import move
from incidents.response.actions.roles import give_role
from incidents.response.actions.runbooks import begin_runbook
from incidents.response.actions.suspect import suspect
from incidents.response.actions.workarounds import approve_workaround, propose_workaround
from incidents.response.models import Review
from supportdesk import clock
from tests.factories import ComponentFactory


@pytest.fixture
def responded(owned, by, ann, ian, sam, playbook, uploaded):
    """Rob's ticket in an incident that Ian commands: its parts by the names that addresses have for them."""
    broken, began = ComponentFactory(key="print-service", name="Print service"), clock.now() - timedelta(hours=1)
    one = suspect("Nothing prints", by=by(ann), severity=3, components=[broken], started_at=began)
    move(one, by=by(ian), seen=one.version, step="acknowledge")
    link(one, by=by(ann), tickets=[owned.pk])
    way = propose_workaround(one, by=by(sam), text="Use the second floor's printer.")
    approve_workaround(way, by=by(ian))
    tomorrow = clock.now() + timedelta(days=1)
    found = {
        "incident": one.pk,
        "span": give_role(one, by=by(ian), role="scribe", to=ann).pk,
        "entry": enter(one, by=by(ann), kind="observation", text="It blinks red.").pk,
        "workaround": way.pk,
        "runbook": begin_runbook(one, by=by(ann), playbook=playbook(name="The print service stands")).pk,
        "check": add_check(one, by=by(ian), what="A test page").pk,
        "item": add_item(one, by=by(ian), what="Renew in time", kind="process", owner=sam, due_at=tomorrow).pk,
    }
    picture = enter(one, by=by(ann), kind="evidence", text="The panel.", files=[uploaded(ann).pk])
    found["entry_file"] = picture.files.get().pk
    Review.objects.create(incident=one, opened_at=clock.now(), opened_by=ian, due_at=tomorrow)
    return found
