"""Who coordinates a team's queues for a shift, and what that adds until it is over."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actions.end_duty import end_duty
from supportdesk.accounts.actions.give_duty import give_duty
from supportdesk.accounts.models import Duty
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from tests.factories import PersonFactory, QueueFactory, TeamFactory
from tickets.desk import policy

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def shift(first_line, by, tess, joe):
    """Joe coordinates the first line until an hour from now."""
    return give_duty(first_line, by=by(tess), person=joe, until=clock.now() + HOUR)


@pytest.fixture
def later(monkeypatch):
    """`later(hours=2)`: the clock of the desk stands that much later."""

    def move(**span):
        monkeypatch.setattr(clock, "offset", lambda: timedelta(**span))

    return move


def test_role_05_the_added_rights_are_there_until_the_duty_is_over_and_gone_a_minute_later(
    shift, ticket, by, joe, later, recorded
):
    """ROLE-05: given a duty until 18:00, when 18:01 passes, the added rights are gone."""
    assert joe.scope.coordinated == {shift.team_id}
    policy.require(by(joe), "reroute", ticket)
    joe.forget_scope()
    later(minutes=59)
    policy.require(by(joe), "reroute", ticket)
    joe.forget_scope()
    later(minutes=61)
    with pytest.raises(NeedsApproval):
        policy.require(by(joe), "reroute", ticket)


def test_a_duty_is_told_once(recorded, shift, joe, tess):
    (event,) = [event for event in recorded() if event.kind == "person.duty_given"]
    assert (event.subject_id, event.actor_id) == (joe.pk, tess.pk)
    assert (event.data["team"], event.data["duty"]) == (shift.team_id, shift.pk)


def test_it_adds_nothing_in_other_teams_queues(shift, opened, engineering, by, joe):
    with pytest.raises(NeedsApproval, match="Reroute T-"):
        policy.require(by(joe), "reroute", opened(queue=engineering))


def test_an_analyst_of_another_team_re_routes_where_they_coordinate(opened, by, max, ann):
    payroll = TeamFactory(name="Payroll")
    ticket = opened(queue=QueueFactory(key="payroll", team=payroll))
    with pytest.raises(NotAllowed):
        policy.require(by(ann), "reroute", ticket)
    give_duty(payroll, by=by(max), person=ann, until=clock.now() + HOUR)
    policy.require(by(ann), "reroute", ticket)


def test_a_duty_that_begins_tomorrow_adds_nothing_today(first_line, ticket, by, tess, joe):
    tomorrow = clock.now() + timedelta(days=1)
    give_duty(first_line, by=by(tess), person=joe, since=tomorrow, until=tomorrow + HOUR)
    assert joe.scope.coordinated == frozenset()


def test_taken_back_it_is_over_at_once(shift, ticket, by, tess, joe, recorded):
    recorded()
    end_duty(shift, by=by(tess))
    joe.forget_scope()
    assert not policy.can(by(joe), "reroute", ticket)
    assert [event.kind for event in recorded()] == ["person.duty_ended"]
    with pytest.raises(WrongState):
        end_duty(shift, by=by(tess))


@pytest.mark.parametrize("who", ["joe", "ann", "sam", "erin", "rob", "ada"])
def test_whoever_leads_nobody_gives_no_duty(who, request, first_line, by, joe, recorded):
    with pytest.raises(NotAllowed):
        give_duty(first_line, by=by(request.getfixturevalue(who)), person=joe, until=clock.now() + HOUR)
    assert recorded() == []


def test_a_lead_gives_duties_in_the_own_team_alone(engineering_team, by, tess, erin):
    with pytest.raises(NotAllowed, match="own team"):
        give_duty(engineering_team, by=by(tess), person=erin, until=clock.now() + HOUR)


@pytest.mark.parametrize("who", ["rob", "paula", "ada"])
def test_only_those_who_work_on_tickets_coordinate(who, request, first_line, by, tess):
    with pytest.raises(Refused, match="work on tickets") as refusal:
        give_duty(first_line, by=by(tess), person=request.getfixturevalue(who), until=clock.now() + HOUR)
    assert refusal.value.field == "person"


def test_a_duty_does_not_end_before_it_begins(first_line, by, tess, joe):
    with pytest.raises(Refused) as refusal:
        give_duty(first_line, by=by(tess), person=joe, until=clock.now() - HOUR)
    assert refusal.value.field == "until"
    assert not Duty.objects.exists()


def test_staff_of_another_organisation_coordinate_nothing_here(first_line, by, tess, globex):
    stranger = PersonFactory(name="Gina", roles=["AN"], organisation=globex)
    with pytest.raises(Refused, match="another organisation"):
        give_duty(first_line, by=by(tess), person=stranger, until=clock.now() + HOUR)
