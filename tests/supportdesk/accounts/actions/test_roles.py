import pytest

from supportdesk.accounts.actions.grant_role import grant_role
from supportdesk.accounts.actions.revoke_role import revoke_role
from supportdesk.accounts.models import Role
from supportdesk.errors import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def test_a_granted_role_comes_last_so_the_main_role_stays(olga, ann, by, recorded):
    grant_role(ann, by=by(olga), role=Role.IC)
    ann.refresh_from_db()
    assert ann.roles == ["AN", "IC"]
    assert ann.role == Role.AN
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.data) == ("person.role_granted", ann.pk, {"role": "IC"})


def test_role_12_nobody_grants_a_role_to_themselves(olga, by, recorded):
    """ROLE-12: separation of duties."""
    with pytest.raises(NotAllowed, match="somebody else"):
        grant_role(olga, by=by(olga), role=Role.SM)
    assert recorded() == []


def test_a_role_is_held_once(olga, ann, by, recorded):
    with pytest.raises(Refused, match="already"):
        grant_role(ann, by=by(olga), role=Role.AN)
    assert recorded() == []


def test_a_revoked_role_is_gone(olga, ann, by, recorded):
    grant_role(ann, by=by(olga), role=Role.IC)
    revoke_role(ann, by=by(olga), role=Role.AN)
    ann.refresh_from_db()
    assert ann.roles == ["IC"]
    assert [event.kind for event in recorded()] == ["person.role_granted", "person.role_revoked"]


def test_the_last_role_stays_and_a_role_not_held_cannot_go(olga, ann, by, recorded):
    with pytest.raises(Refused, match="only role"):
        revoke_role(ann, by=by(olga), role=Role.AN)
    with pytest.raises(Refused, match="does not hold"):
        revoke_role(ann, by=by(olga), role=Role.TL)
    ann.refresh_from_db()
    assert ann.roles == ["AN"]
    assert recorded() == []


def test_a_team_lead_gives_and_takes_no_roles(tess, ann, by, recorded):
    with pytest.raises(NotAllowed):
        grant_role(ann, by=by(tess), role=Role.TL)
    with pytest.raises(NotAllowed):
        revoke_role(ann, by=by(tess), role=Role.AN)
    assert recorded() == []
