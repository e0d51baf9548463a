import pytest

from supportdesk.accounts.actor import Actor
from tickets.desk.actions.accept import accept
from tickets.desk.actions.assign import assign
from tickets.desk.actions.note import note
from tickets.desk.actions.offer import offer
from tickets.desk.actions.reply import reply
from tickets.desk.queries.customer import contacts, open_tickets

pytestmark = pytest.mark.django_db


def say(ticket, person, via="browser"):
    reply(ticket, by=Actor(person, via), body="A word.")


def test_ask_answer_ask_answer_is_two_round_trips(owned, ann, rob, by):
    """T-51: notes do not count, and two messages in a row are one side of a trip."""
    for person in (ann, rob, ann, ann, rob, rob):
        say(owned, person)
    note(owned, by=by(ann), body="Thinking.")
    spoken = contacts(owned)
    assert (spoken.round_trips, spoken.requester_messages, spoken.desk_messages) == (2, 4, 3)


def test_a_ticket_nobody_answered_has_no_round_trip(ticket, rob):
    say(ticket, rob)
    assert contacts(ticket) == (2, 0, 0, 0, ["portal"])


def test_every_hand_and_every_channel_counts_once(owned, ann, sam, rob, by):
    offer(owned, by=by(ann), seen=owned.version, to=sam, reason="My shift ends.")
    assert contacts(owned).owners == 1
    accept(owned, by=by(sam))
    offer(owned, by=by(sam), seen=owned.version, to=ann, reason="Back.")
    accept(owned, by=by(ann))
    say(owned, rob, via="mail")
    say(owned, rob)
    say(owned, ann, via="api")
    assert contacts(owned).owners == 2
    assert contacts(owned).channels == ["portal", "email"]


def test_what_else_the_customer_has_open(owned, opened, ann, rob, rita, sue, by):
    second, third = opened(title="Second"), opened(title="Third", who=rita)
    opened(title="Somebody else's", who=sue)
    assert open_tickets(owned, ann) == (2, [third, second])
    assert open_tickets(owned, rob) == (1, [second])
    assert open_tickets(owned, sue) == (0, [])


def test_the_count_stops(owned, opened, ann, monkeypatch):
    for number in range(3):
        opened(title=f"Ticket {number}")
    monkeypatch.setattr("tickets.desk.queries.customer.CAP", 1)
    assert open_tickets(owned, ann).total == 2


def test_an_owner_who_took_it_is_one(ticket, ann, by):
    assign(ticket, by=by(ann), seen=ticket.version, to=ann)
    assert contacts(ticket).owners == 1
