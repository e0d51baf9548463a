import pytest

from supportdesk.accounts.actions.change_profile import change_profile
from supportdesk.errors import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def test_rob_says_how_he_is_called_and_where_he_is(rob, by, recorded):
    change_profile(rob, by=by(rob), name=" Robert  Burns ", zone="Europe/Berlin")
    rob.refresh_from_db()
    assert (rob.name, rob.zone) == ("Robert Burns", "Europe/Berlin")
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.actor_id) == ("person.profile_changed", rob.pk, rob.pk)
    assert event.words["changes"] == {"name": ["Rob", "Robert Burns"], "zone": ["UTC", "Europe/Berlin"]}


def test_rob_says_what_he_speaks_and_takes_it_back(rob, by, recorded):
    change_profile(rob, by=by(rob), language="de")
    change_profile(rob, by=by(rob), language="")
    assert [event.words["changes"] for event in recorded()] == [{"language": ["", "de"]}, {"language": ["de", ""]}]


def test_what_is_the_same_is_no_change(rob, by, recorded):
    change_profile(rob, by=by(rob), name="Rob", zone="UTC")
    assert recorded() == []


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": "  "}, "name"), ({"zone": "Mars/Olympus"}, "zone"), ({"language": "xx"}, "language")],
)
def test_what_cannot_be_is_refused_by_name(rob, by, values, field):
    with pytest.raises(Refused) as refused:
        change_profile(rob, by=by(rob), **values)
    assert refused.value.field == field


def test_nobody_changes_somebody_else(rob, rita, olga, by):
    for person in (rita, olga):
        with pytest.raises(NotAllowed):
            change_profile(rob, by=by(person), name="Bob")
