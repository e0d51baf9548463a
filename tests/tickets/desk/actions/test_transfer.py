import pytest

from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from tests.factories import QueueFactory
from tickets.desk.actions.transfer import transfer

pytestmark = pytest.mark.django_db


def test_to_another_queue_of_the_team_the_owner_goes_along(owned, by, ann, network, service_desk, news, latest):
    news(owned)
    transfer(owned, by=by(ann), seen=owned.version, queue=network, reason="It is the switch.")
    owned.refresh_from_db()
    assert (owned.queue, owned.owner, owned.transfer_count, owned.handoff_count) == (network, ann, 1, 0)
    assert news(owned) == ["ticket.transferred"]
    event = latest(owned)
    assert (event.data["from_queue"], event.data["to_queue"]) == (service_desk.pk, network.pk)
    assert event.words == {"changes": {"queue": ["Service desk", "Network"]}, "reason": "It is the switch."}


def test_to_another_team_it_loses_its_owner(owned, by, ann, engineering, service_desk, latest):
    """T-21: each hand-off stores from, to, reason and acceptance, also from queue to queue."""
    transfer(owned, by=by(ann), seen=owned.version, queue=engineering, reason="A defect in the driver.")
    assert owned.owner is None
    (handoff,) = owned.handoffs.all()
    assert (handoff.giver, handoff.taker, handoff.from_queue, handoff.to_queue) == (
        ann,
        None,
        service_desk,
        engineering,
    )
    assert (handoff.reason, handoff.accepted_at) == ("A defect in the driver.", owned.activity_at)
    assert latest(owned).words["changes"]["owner"] == ["Ann", None]


def test_an_offer_that_stood_open_is_withdrawn(offered, by, ann, engineering):
    transfer(offered, by=by(ann), seen=offered.version, queue=engineering, reason="A defect in the driver.")
    assert offered.offered_to is None
    assert not offered.handoffs.filter(accepted_at=None, withdrawn_at=None).exists()


def test_it_needs_a_reason(owned, by, ann, network):
    with pytest.raises(Refused) as refusal:
        transfer(owned, by=by(ann), seen=owned.version, queue=network, reason=" ")
    assert (refusal.value.field, refusal.value.missing) == ("reason", ("reason",))


def test_it_is_there_already(owned, by, ann, service_desk):
    with pytest.raises(Refused) as refusal:
        transfer(owned, by=by(ann), seen=owned.version, queue=service_desk, reason="Here.")
    assert refusal.value.field == "queue"


@pytest.mark.parametrize("why", ["another organisation's", "retired"])
def test_where_it_cannot_be_served_it_does_not_go(why, owned, by, ann, globex, first_line):
    queue = QueueFactory(key="elsewhere", team=first_line)
    if why == "retired":
        queue.retired_at = owned.opened_at
    else:
        queue.organisation = globex
    queue.save()
    with pytest.raises(Refused) as refusal:
        transfer(owned, by=by(ann), seen=owned.version, queue=queue, reason="It belongs there.")
    assert refusal.value.field == "queue"


def test_what_is_over_stays_where_it_is(resolved, by, ann, network):
    with pytest.raises(WrongState) as refusal:
        transfer(resolved, by=by(ann), seen=resolved.version, queue=network, reason="Too late.")
    assert refusal.value.permitted == ("reopen",)


def test_out_of_a_queue_that_is_not_ones_own(opened, by, joe, ann, sam, erin, engineering, service_desk):
    """C 10: against the rule a junior asks, an analyst and an engineer may not, a senior may."""
    ticket = opened(queue=engineering)
    words = {"seen": ticket.version, "queue": service_desk, "reason": "Not a defect."}
    with pytest.raises(NeedsApproval):
        transfer(ticket, by=by(joe), **words)
    with pytest.raises(NotAllowed, match="in own queue"):
        transfer(ticket, by=by(ann), **words)
    transfer(ticket, by=by(sam), **words)
    assert ticket.queue == service_desk


def test_an_engineer_sends_back_what_lies_in_the_own_queue(opened, by, erin, engineering, service_desk):
    ticket = opened(queue=engineering)
    transfer(ticket, by=by(erin), seen=ticket.version, queue=service_desk, reason="Not a defect.")
    assert ticket.queue == service_desk
