"""Yes and no: by whom, in which order, in whose place."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actions.delegate import delegate
from supportdesk.accounts.actions.end_delegation import end_delegation
from supportdesk.accounts.models import Role
from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.actions.refuse import refuse
from supportdesk.approvals.models import Approval
from supportdesk.approvals.queries import waiting_for
from supportdesk.errors import NotAllowed, Refused, WrongState
from tests.factories import PersonFactory
from tickets.desk.actions.restrict import restrict

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def test_role_03_whoever_asked_cannot_grant_whatever_their_roles(asked, by, joe, state):
    """ROLE-03: given an approval request, when the asker tries to approve it, it is refused."""
    joe.roles = [Role.JA, Role.TL, Role.SA]
    joe.save()
    for say in (grant, refuse):
        with pytest.raises(NotAllowed, match="asked of oneself"):
            say(asked, by=by(joe), comment="Why not.")
    assert state(asked) == "asked"
    assert not waiting_for(joe).exists()


def test_a_lead_grants_and_it_stands_in_the_history(asked, triaged, by, tess, latest):
    grant(asked, by=by(tess), comment="Go ahead.")
    assert (asked.state, asked.decided_by, asked.granted_by) == ("granted", tess, [tess.pk])
    event = latest(triaged)
    data = {"approval": asked.pk, "action": "set_high", "left": 0, "in_place_of": None}
    assert (event.kind, event.data, event.words["reason"]) == ("approval.granted", data, "Go ahead.")


def test_a_no_says_why(asked, triaged, by, sam, latest):
    with pytest.raises(Refused) as refusal:
        refuse(asked, by=by(sam), comment="")
    assert refusal.value.field == "comment"
    refuse(asked, by=by(sam), comment="One printer is no P1.")
    assert (asked.state, latest(triaged).words["reason"]) == ("refused", "One printer is no P1.")


# Who may answer Joe, whose request needs a lead or a senior; written from C 5, not from the code.
@pytest.mark.parametrize(
    ("who", "may"),
    {
        **dict.fromkeys(["sam", "tess"], True),
        **dict.fromkeys(["joe", "ann", "max", "erin", "ian", "rob", "sue", "ada", "olga", "paula"], False),
    }.items(),
)
def test_the_roles_of_the_cell_answer_and_no_others(who, may, request, asked, by):
    person = request.getfixturevalue(who)
    assert waiting_for(person).exists() is may
    if may:
        grant(asked, by=by(person))
    else:
        with pytest.raises(NotAllowed):
            grant(asked, by=by(person))


def test_what_is_decided_or_over_is_not_decided_again(granted, by, sam, asked):
    with pytest.raises(WrongState):
        refuse(granted, by=by(sam), comment="Too late.")


def test_after_its_time_nobody_answers(asked, by, tess):
    Approval.objects.filter(pk=asked.pk).update(expires_at=clock.now())
    with pytest.raises(WrongState):
        grant(asked, by=by(tess))


def test_two_steps_are_two_people_in_order(asked, triaged, by, tess, max, news):
    """A cell like Q:TL+SM: first one, then the other."""
    Approval.objects.filter(pk=asked.pk).update(steps=[["TL"], ["SM", "TL"]], roles=["TL"])
    news(triaged)
    with pytest.raises(NotAllowed):
        grant(asked, by=by(max))
    grant(asked, by=by(tess))
    assert (asked.state, asked.roles) == ("asked", ["SM", "TL"])
    with pytest.raises(NotAllowed):
        grant(asked, by=by(tess))
    assert list(waiting_for(max)) == [asked]
    assert not waiting_for(tess).exists()
    grant(asked, by=by(max))
    assert (asked.state, asked.granted_by) == ("granted", [tess.pk, max.pk])
    assert news(triaged) == ["approval.granted", "approval.granted"]


def test_of_a_restricted_ticket_only_its_readers_answer(asked, triaged, by, ann, tess, sam):
    restrict(triaged, by=by(ann), kind="hr", reason="For few.", people=[sam])
    assert not waiting_for(tess).exists()
    with pytest.raises(NotAllowed, match="may know of"):
        grant(asked, by=by(tess))
    grant(asked, by=by(sam))


@pytest.fixture
def downgrade(triaged, by, sam):
    """Sam asks to lower a P1, for which a lead or a commander is asked."""
    return ask(triaged, by=by(sam), action="downgrade", arguments={"priority": 3}, reason="It prints again.")


def test_somebody_stands_in_for_a_time(downgrade, by, tess, erin, triaged, opened, first_line, latest):
    first_line.memberships.create(person=erin)
    erin.forget_scope()
    with pytest.raises(NotAllowed):
        grant(downgrade, by=by(erin))
    delegate(tess, by=by(tess), to=erin, role="TL", until=clock.now() + TOMORROW)
    assert list(waiting_for(erin)) == [downgrade]
    grant(downgrade, by=by(erin))
    assert latest(triaged).data["in_place_of"] == tess.pk


def test_nobody_stands_in_against_whom_the_request_is(downgrade, by, tess, sam, triaged):
    """Sam asks; that Tess lets him stand in for her does not make him his own lead."""
    delegate(tess, by=by(tess), to=sam, role="TL", until=clock.now() + TOMORROW)
    with pytest.raises(NotAllowed):
        grant(downgrade, by=by(sam))


def test_standing_in_ends_with_the_time_the_role_and_a_word(downgrade, by, tess, erin, first_line, recorded):
    first_line.memberships.create(person=erin)
    given = delegate(tess, by=by(tess), to=erin, role="TL", until=clock.now() + TOMORROW)
    tess.roles = [Role.SA]
    tess.save()
    assert not waiting_for(erin).exists()
    tess.roles = [Role.TL]
    tess.save()
    assert waiting_for(erin).exists()
    recorded()
    end_delegation(given, by=by(tess))
    assert [event.kind for event in recorded()] == ["person.delegation_ended"]
    assert not waiting_for(erin).exists()
    with pytest.raises(WrongState):
        end_delegation(given, by=by(tess))


def test_one_delegates_the_own_role_to_the_right_level(by, tess, sam, joe, rob, max, erin, globex):
    until = clock.now() + TOMORROW
    for person, role, to in ((sam, "TL", erin), (tess, "SM", sam)):
        with pytest.raises(NotAllowed):
            delegate(person, by=by(person), to=to, role=role, until=until)
    with pytest.raises(NotAllowed):
        delegate(max, by=by(tess), to=tess, role="SM", until=until)
    gina = PersonFactory(name="Gina", roles=[Role.TL], organisation=globex)
    for to, field in ((joe, "to"), (rob, "to"), (tess, "to"), (gina, "to")):
        with pytest.raises(Refused) as refusal:
            delegate(tess, by=by(tess), to=to, role="TL", until=until)
        assert refusal.value.field == field
    with pytest.raises(Refused) as refusal:
        delegate(tess, by=by(tess), to=sam, role="TL", until=clock.now() - TOMORROW)
    assert refusal.value.field == "until"
