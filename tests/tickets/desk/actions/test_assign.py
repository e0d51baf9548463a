import pytest

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from tests.factories import PersonFactory
from tickets.desk.actions.assign import assign, take_next
from tickets.desk.actions.cancel import cancel
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


def test_somebody_owns_it_and_it_is_acknowledged(triaged, by, tess, ann, news, clock_of, latest):
    news(triaged)
    assign(triaged, by=by(tess), seen=triaged.version, to=ann, reason="You know printers.")
    assert Ticket.objects.get(pk=triaged.pk).owner == ann
    assert clock_of(triaged, "acknowledge").stopped_at
    assert triaged.handoff_count == 0
    assert news(triaged) == ["ticket.assigned"]
    event = latest(triaged)
    assert (event.data["owner"], event.data["giver"]) == (ann.pk, None)
    assert event.words == {"changes": {"owner": [None, "Ann"]}, "reason": "You know printers."}


def test_to_own_a_new_ticket_is_to_acknowledge_it(ticket, by, ann, news, clock_of):
    assign(ticket, by=by(ann), seen=ticket.version, to=ann)
    assert clock_of(ticket, "acknowledge").stopped_at
    assert clock_of(ticket, "first_response").stopped_at is None
    assert news(ticket) == ["ticket.opened", "sla.met", "ticket.assigned"]


def test_what_somebody_owns_is_not_given_away_unasked(owned, by, tess, ann, sam):
    """T-21: handed from A to B, A stays accountable until B has accepted."""
    with pytest.raises(Refused, match="Hand it over") as refusal:
        assign(owned, by=by(tess), seen=owned.version, to=sam)
    assert refusal.value.field == "owner"
    assert Ticket.objects.get(pk=owned.pk).owner == ann


def test_pulling_it_oneself_is_a_hand_off_at_once(owned, by, sam, ann):
    """T-21: each hand-off stores from, to, reason and acceptance, and is counted."""
    assign(owned, by=by(sam), seen=owned.version, to=sam, reason="Ann is ill.")
    (handoff,) = owned.handoffs.all()
    assert (handoff.giver, handoff.taker, handoff.reason) == (ann, sam, "Ann is ill.")
    assert handoff.accepted_at == handoff.offered_at
    assert (owned.owner, owned.handoff_count) == (sam, 1)


def test_released_it_waits_for_somebody_else(owned, by, ann, latest):
    assign(owned, by=by(ann), seen=owned.version, to=None)
    assert (owned.owner, owned.handoff_count, owned.handoffs.count()) == (None, 0, 0)
    assert (latest(owned).data["owner"], latest(owned).data["giver"]) == (None, ann.pk)


def test_an_offer_ends_when_somebody_takes_it(offered, by, tess):
    assign(offered, by=by(tess), seen=offered.version, to=tess)
    assert offered.offered_to is None
    withdrawn, taken = offered.handoffs.order_by("pk")
    assert (withdrawn.accepted_at, withdrawn.withdrawn_at, taken.taker) == (None, offered.activity_at, tess)


def kims(team):
    """Two of them, in one team."""
    return [PersonFactory(name="Kim", email=f"kim{n}@example.org", roles=[Role.AN], team=team) for n in (1, 2)]


def test_two_people_of_one_name_are_two(triaged, by, tess, first_line):
    one, other = kims(first_line)
    assign(triaged, by=by(tess), seen=triaged.version, to=one)
    assign(triaged, by=by(other), seen=triaged.version, to=other)
    assert Ticket.objects.get(pk=triaged.pk).owner == other


def test_the_owner_already_owns_it(owned, by, ann):
    with pytest.raises(Refused) as refusal:
        assign(owned, by=by(ann), seen=owned.version, to=ann)
    assert refusal.value.field == "owner"


@pytest.mark.parametrize("who", ["rob", "sue", "paula", "erin"])
def test_the_owner_must_see_it_and_be_able_to_work(who, triaged, by, tess, request):
    """Rob asks for help, Sue is a stranger, Paula only reads, Erin works in a queue of her own."""
    with pytest.raises(Refused) as refusal:
        assign(triaged, by=by(tess), seen=triaged.version, to=request.getfixturevalue(who))
    assert refusal.value.field == "owner"


def test_what_is_over_has_no_owner_at_work(resolved, by, sam):
    with pytest.raises(WrongState) as refusal:
        assign(resolved, by=by(sam), seen=resolved.version, to=sam)
    assert refusal.value.permitted == ("reopen",)


def test_pulling_from_another_teams_queue_is_not_a_juniors(opened, by, joe, ann, sam, tess, erin, engineering):
    ticket = opened(queue=engineering)
    assign(ticket, by=by(erin), seen=ticket.version, to=erin)
    with pytest.raises(NeedsApproval):
        assign(ticket, by=by(joe), seen=ticket.version, to=joe)
    with pytest.raises(NotAllowed, match="in own queue"):
        assign(ticket, by=by(ann), seen=ticket.version, to=ann)
    assign(ticket, by=by(sam), seen=ticket.version, to=sam)
    assert ticket.owner == sam


def test_a_rule_acknowledges_nothing(triaged, ticket, ann, clock_of, opened):
    fresh = opened()
    assign(fresh, by=system("clock"), seen=fresh.version, to=ann)
    assert clock_of(fresh, "acknowledge").stopped_at is None


def test_the_most_urgent_is_taken_first(opened, by, ann, service_desk, news):
    """T-18: the next ticket is the first of the order, not the oldest."""
    old, urgent = opened(), opened(impact=1, urgency=1)
    news(urgent)
    assert take_next(service_desk, by=by(ann)) == urgent
    assert Ticket.objects.get(pk=urgent.pk).owner == ann
    assert news(urgent) == ["sla.met", "ticket.assigned"]
    assert take_next(service_desk, by=by(ann)) == old


def test_nothing_to_take_is_said(owned, by, ann, service_desk, network, opened):
    opened(queue=network)
    with pytest.raises(WrongState, match="Nothing"):
        take_next(service_desk, by=by(ann))


def test_what_is_over_is_not_taken(ticket, by, tess, service_desk):
    cancel(ticket, by=by(tess), seen=ticket.version, reason="spam")
    with pytest.raises(WrongState):
        take_next(service_desk, by=by(tess))


def test_staff_of_one_organisation_take_their_own(opened, by, acme, sue, service_desk, ticket):
    opened(who=sue, impact=1, urgency=1)
    andy = PersonFactory(name="Andy", roles=[Role.AN], organisation=acme)
    assert take_next(service_desk, by=by(andy)) == ticket
    with pytest.raises(WrongState):
        take_next(service_desk, by=by(andy))


@pytest.mark.parametrize("who", ["rob", "sue", "ada", "olga", "paula"])
def test_who_takes_nothing(who, ticket, by, service_desk, request):
    with pytest.raises(NotAllowed):
        take_next(service_desk, by=by(request.getfixturevalue(who)))
