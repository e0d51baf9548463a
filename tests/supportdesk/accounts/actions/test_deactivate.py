import pytest

from supportdesk.accounts.actions.deactivate import deactivate
from supportdesk.accounts.models import Role
from supportdesk.errors import NotAllowed, WrongState
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_an_account_is_closed_and_the_log_says_by_whom(olga, ann, by, recorded):
    deactivate(ann, by=by(olga))
    ann.refresh_from_db()
    assert not ann.is_active
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.actor_name) == ("person.deactivated", ann.pk, "Olga")


def test_closing_twice_is_refused_and_told_once(olga, ann, by, recorded):
    deactivate(ann, by=by(olga))
    with pytest.raises(WrongState, match="closed already"):
        deactivate(ann, by=by(olga))
    assert len(recorded()) == 1


def test_nobody_closes_their_own_account(olga, by, recorded):
    with pytest.raises(NotAllowed, match="somebody else"):
        deactivate(olga, by=by(olga))
    olga.refresh_from_db()
    assert olga.is_active
    assert recorded() == []


def test_a_closed_admin_closes_nobody(olga, ann, by):
    olga.is_active = False
    with pytest.raises(NotAllowed, match="closed"):
        deactivate(ann, by=by(olga))


def test_a_manager_may_not_and_an_admin_of_another_organisation_may_not(max, rob, globex, by, recorded):
    olaf = PersonFactory(name="Olaf", roles=[Role.OA], organisation=globex)
    for stranger in (max, olaf):
        with pytest.raises(NotAllowed):
            deactivate(rob, by=by(stranger))
    rob.refresh_from_db()
    assert rob.is_active
    assert recorded() == []
