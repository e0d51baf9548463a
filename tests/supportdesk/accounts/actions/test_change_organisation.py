from datetime import date

import pytest

from supportdesk.accounts.actions.change_organisation import change_organisation
from supportdesk.accounts.models import Organisation
from supportdesk.errors import Conflict, NotAllowed, Refused
from supportdesk.events.models import Event

pytestmark = pytest.mark.django_db


def test_a_manager_writes_down_the_account(acme, max, ann, by, recorded):
    account = {"entitlement": "Premium, 24x7", "health": 80, "renews_on": date(2027, 3, 1), "account_owner": ann}
    change_organisation(acme, by=by(max), seen=1, flags=["regulated", "round_the_clock"], **account)
    acme.refresh_from_db()
    assert (acme.health, acme.account_owner, acme.version) == (80, ann, 2)
    assert acme.flags == ["round_the_clock", "regulated"]
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.data) == ("organisation.changed", acme.pk, {"version": 2})
    changes = Event.objects.with_words().get(pk=event.pk).words["changes"]
    assert changes["renews_on"] == [None, "2027-03-01"]
    assert changes["account_owner"] == [None, "Ann"]


def test_what_is_as_it_was_is_no_change(acme, max, by, recorded):
    change_organisation(acme, by=by(max), seen=1, tier=acme.tier, name=f" {acme.name} ")
    assert (acme.version, recorded()) == (1, [])


def test_whoever_comes_second_is_told_what_is_new(acme, max, olga, by):
    change_organisation(acme, by=by(max), seen=1, tier="gold")
    with pytest.raises(Conflict) as conflict:
        change_organisation(acme, by=by(olga), seen=1, tier="silver")
    (change,) = conflict.value.changes
    assert (change["field"], change["was"], change["now"], change["by"]) == ("tier", "standard", "gold", "Max")
    assert Organisation.objects.get(pk=acme.pk).tier == "gold"


@pytest.mark.parametrize(
    ("field", "value"),
    [("health", 101), ("tier", "platinum"), ("name", " "), ("name", "Globex"), ("entitlement", "x" * 121)],
)
def test_impossible_values_are_refused_by_name(acme, globex, max, by, recorded, field, value):
    with pytest.raises(Refused) as refusal:
        change_organisation(acme, by=by(max), seen=1, **{field: value})
    assert refusal.value.field == field
    assert recorded() == []
    acme.refresh_from_db()
    assert acme.version == 1


def test_an_account_is_looked_after_by_the_desk(acme, max, rob, by):
    with pytest.raises(Refused, match="somebody of the desk") as refusal:
        change_organisation(acme, by=by(max), seen=1, account_owner=rob)
    assert refusal.value.field == "account_owner"


def test_nobody_else_changes_an_account(acme, ann, tess, ada, rob, rita, sue, by, recorded):
    for person in (ann, tess, ada, rob, rita, sue):
        with pytest.raises(NotAllowed):
            change_organisation(acme, by=by(person), seen=1, tier="gold")
    assert recorded() == []
