"""T-29: what the requester writes on a ticket that is over takes it up again."""

import pytest

from supportdesk.errors import Refused
from tests.factories import CategoryFactory, QueueFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.follow_up import follow_up
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage
from tickets.desk.models import Link, Message, Ticket

pytestmark = pytest.mark.django_db


def linked(ticket):
    link = Link.objects.get(ticket=ticket)
    return link.kind, link.other


@pytest.mark.parametrize("stage", ["resolved", "closed"])
def test_inside_the_window_a_plain_reply_reopens_with_owner_and_history(stage, by, rob, ann, told, request):
    over = request.getfixturevalue(stage)
    before = told(over)
    message = reply(over, by=by(rob), body="It blinks again.", source_key="mail-7")
    over.refresh_from_db()
    assert (over.status, over.owner, message.ticket, message.author) == ("in_progress", ann, over, rob)
    assert told(over) == [*before, "ticket.reopened"]
    assert over.reopenings.get().reason == "replied"
    assert reply(over, by=by(rob), body="It blinks again.", source_key="mail-7") == message
    assert over.reopen_count == 1


def test_after_the_window_a_linked_follow_up_opens(closed, by, rob, turn_back, told):
    before = told(turn_back(closed, days=15))
    message = reply(closed, by=by(rob), body="It is dead again.")
    made = message.ticket
    assert (made.pk != closed.pk, made.status, made.requester, made.owner) == (True, "new", rob, None)
    assert (made.title, made.queue, made.type, made.category) == (
        closed.title, closed.queue, closed.type, closed.category,
    )  # fmt: skip
    assert linked(made) == ("follow_up", closed)
    assert told(made) == ["ticket.opened", "ticket.linked"]
    assert told(closed) == [*before, "ticket.linked"]
    assert (message.body, Ticket.objects.get(pk=closed.pk).status) == ("It is dead again.", "closed")


def test_the_same_key_opens_one_follow_up(closed, by, rob, turn_back):
    turn_back(closed, days=15)
    first = follow_up(closed, by=by(rob), body="Again.", source_key="mail-8")
    assert follow_up(closed, by=by(rob), body="Again.", source_key="mail-8") == first
    assert reply(closed, by=by(rob), body="Again.", source_key="mail-8").ticket == first
    assert Link.objects.count() == 1


def test_what_was_cancelled_is_gone_on_from_too(ticket, by, rob, ann):
    cancel(ticket, by=by(rob), seen=ticket.version, reason="withdrawn")
    made = reply(ticket, by=by(rob), body="I do need it after all.").ticket
    assert linked(made) == ("follow_up", ticket)


def test_what_was_retired_meanwhile_is_not_taken_over(closed, by, rob, turn_back, network):
    """T-04: the category's successor and a queue that still takes tickets."""
    turn_back(closed, days=15)
    closed.queue.retired_at = closed.category.retired_at = closed.closed_at
    closed.category.successor = CategoryFactory(key="paper")
    closed.queue.save()
    closed.category.save()
    made = reply(closed, by=by(rob), body="Again.").ticket
    assert (made.queue, made.category.key) == (network, "paper")


def test_what_an_organisations_administrator_writes_opens_it_in_the_own_name(closed, by, rita, turn_back):
    turn_back(closed, days=15)
    assert reply(closed, by=by(rita), body="Again.").ticket.requester == rita


def test_nothing_is_opened_by_an_empty_reply(closed, by, rob, turn_back):
    turn_back(closed, days=15)
    with pytest.raises(Refused):
        reply(closed, by=by(rob), body="  ")
    assert (Ticket.objects.count(), Message.objects.filter(body="  ").count()) == (1, 0)


def test_a_queue_of_another_customer_takes_nothing(closed, by, rob, sue, turn_back, service_desk):
    turn_back(closed, days=15)
    Ticket.objects.filter(pk=closed.pk).update(queue=QueueFactory(key="theirs", organisation=sue.organisation))
    assert reply(closed, by=by(rob), body="Again.").ticket.queue == service_desk


def test_a_second_late_reply_goes_on_where_the_first_one_did(closed, by, rob, rita, turn_back, told):
    turn_back(closed, days=15)
    made = reply(closed, by=by(rob), body="It is dead again.").ticket
    again = reply(closed, by=by(rob), body="Hello?")
    assert (again.ticket, Ticket.objects.count()) == (made, 2)
    assert told(made) == ["ticket.opened", "ticket.linked", "ticket.replied"]
    assert reply(closed, by=by(rita), body="And mine.").ticket.requester == rita


def test_a_late_reply_reopens_the_follow_up_that_was_solved_meanwhile(closed, by, rob, ann, turn_back, resolution):
    turn_back(closed, days=15)
    made = reply(closed, by=by(rob), body="It is dead again.").ticket
    triage(made, by=by(ann), seen=made.version, impact=2, urgency=2, category=closed.category)
    assign(made, by=by(ann), seen=made.version, to=ann)
    resolve(made, by=by(ann), seen=made.version, **resolution)
    assert reply(closed, by=by(rob), body="And again.").ticket == made
    made.refresh_from_db()
    assert (made.status, made.reopen_count, Link.objects.count()) == ("in_progress", 1, 1)
