"""What a requester reads when choosing a type of ticket, and which categories it asks for."""

import pytest

from supportdesk.catalogue.actions.change import change
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(incident):
    """A type that asks nothing yet."""
    incident.description = ""
    incident.save()
    incident.categories.clear()
    return incident


def test_a_type_says_when_to_choose_it_and_what_to_choose_from(incident, printing, by, tess, recorded):
    asks = {"description": "Something is broken.", "categories": [printing, CategoryFactory(name="Network")]}
    change(incident, by=by(tess), seen=incident.version, **asks)
    incident.refresh_from_db()
    assert incident.description == "Something is broken."
    assert set(incident.categories.all()) == set(asks["categories"])
    (event,) = recorded()
    assert event.words["changes"] == {
        "description": ["", "Something is broken."],
        "categories": ["", "Network, Printing"],
    }


def test_what_is_not_said_stays(incident, printing, by, tess):
    incident.categories.set([printing])
    change(incident, by=by(tess), seen=incident.version, name="Fault")
    assert list(incident.categories.all()) == [printing]
