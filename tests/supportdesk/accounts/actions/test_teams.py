import pytest

from supportdesk.accounts.actions.join_team import join_team
from supportdesk.accounts.actions.leave_team import leave_team
from supportdesk.accounts.models import Role
from supportdesk.errors import NotAllowed, Refused
from tests.factories import PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora():
    """A new analyst, in no team yet."""
    return PersonFactory(name="Nora", roles=[Role.AN])


def test_whoever_joins_works_there_from_now_on(tess, nora, first_line, by, recorded):
    assert nora.scope.teams == frozenset()
    join_team(first_line, by=by(tess), person=nora)
    assert nora.scope.teams == {first_line.pk}
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.data) == (
        "person.team_joined",
        nora.pk,
        {"team": first_line.pk, "lead": False},
    )


def test_joining_again_changes_who_leads_but_never_says_the_same_twice(max, nora, first_line, by, recorded):
    join_team(first_line, by=by(max), person=nora)
    with pytest.raises(Refused, match="already"):
        join_team(first_line, by=by(max), person=nora)
    join_team(first_line, by=by(max), person=nora, lead=True)
    assert nora.scope.led == {first_line.pk}
    assert [event.data["lead"] for event in recorded()] == [False, True]


def test_a_lead_staffs_the_own_team_and_no_other(tess, nora, engineering_team, by, recorded):
    with pytest.raises(NotAllowed, match="own team"):
        join_team(engineering_team, by=by(tess), person=nora)
    assert recorded() == []


def test_an_admin_carries_out_staffing_but_not_for_the_own_account(olga, nora, first_line, by, recorded):
    join_team(first_line, by=by(olga), person=nora)
    with pytest.raises(NotAllowed, match="somebody else"):
        join_team(first_line, by=by(olga), person=olga)
    assert len(recorded()) == 1


def test_a_requester_or_a_closed_account_joins_no_team(max, nora, rob, first_line, by, recorded):
    nora.is_active = False
    for person in (nora, rob):
        with pytest.raises(Refused, match="active staff"):
            join_team(first_line, by=by(max), person=person)
    assert recorded() == []


def test_staff_of_one_organisation_join_no_team_of_another(max, acme, globex, by, recorded):
    alf = PersonFactory(name="Alf", roles=[Role.AN], organisation=acme)
    with pytest.raises(Refused, match="another organisation"):
        join_team(TeamFactory(organisation=globex), by=by(max), person=alf)
    join_team(TeamFactory(organisation=acme), by=by(max), person=alf)
    assert len(recorded()) == 1


def test_whoever_leaves_no_longer_works_there(tess, ann, first_line, by, recorded):
    assert first_line.pk in ann.scope.teams
    leave_team(first_line, by=by(tess), person=ann)
    assert ann.scope.teams == frozenset()
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.data) == ("person.team_left", ann.pk, {"team": first_line.pk})


def test_only_a_member_leaves_and_only_by_somebody_who_may(tess, sam, ann, nora, first_line, by, recorded):
    with pytest.raises(Refused, match="not in this team"):
        leave_team(first_line, by=by(tess), person=nora)
    with pytest.raises(NotAllowed):
        leave_team(first_line, by=by(sam), person=ann)
    assert first_line.memberships.filter(person=ann).exists()
    assert recorded() == []
