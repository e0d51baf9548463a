"""Messages and notes over REST."""

import pytest

from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.models import Message, Note

pytestmark = pytest.mark.django_db


def test_an_answer_meets_the_first_response(api, ann, owned, told):
    answer = api(ann).post(f"/tickets/{owned.pk}/messages", {"body": "I look at it now."})
    body = answer.json()
    assert (answer.status_code, body["status"], body["author"]["name"]) == (201, "triaged", "Ann")
    assert api(ann).get(f"/tickets/{owned.pk}/messages/{body['id']}").json()["body"] == "I look at it now."
    assert told(owned)[-2:] == ["sla.met", "ticket.replied"]


def test_both_sides_read_the_conversation_in_pages(api, ann, rob, ticket):
    for person in (ann, rob, ann):
        assert api(person).post(f"/tickets/{ticket.pk}/messages", {"body": f"{person} speaks."}).status_code == 201
    first = api(rob).get(f"/tickets/{ticket.pk}/messages", {"page_size": 3}).json()
    assert [one["body"] for one in first["results"]] == ["It blinks red.", "Ann speaks.", "Rob speaks."]
    assert "cursor=" in first["next"]


def test_a_note_reaches_no_requester(api, ann, rob, by, ticket):
    """T-13: absent from messages, events, search and the ticket; its address does not exist."""
    written = note(ticket, by=by(ann), body="Canary: he shouts.")
    client = api(rob)
    for path in (
        f"/tickets/{ticket.pk}",
        f"/tickets/{ticket.pk}/messages",
        f"/tickets/{ticket.pk}/events",
        "/tickets",
        "/search?q=canary",
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert b"anary" not in answer.content
        assert b"noted" not in answer.content
    assert client.get(f"/tickets/{ticket.pk}/notes").status_code == 404
    assert client.get(f"/tickets/{ticket.pk}/notes/{written.pk}").status_code == 404
    assert [one["body"] for one in api(ann).get(f"/tickets/{ticket.pk}/notes").json()["results"]] == [
        "Canary: he shouts."
    ]


def test_a_client_writes_a_note(api, ann, ticket, told):
    answer = api(ann).post(f"/tickets/{ticket.pk}/notes", {"body": "Spooler again."})
    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/tickets/{ticket.pk}/notes/{answer.json()['id']}")
    assert api(ann).get(f"/tickets/{ticket.pk}/notes/{answer.json()['id']}").json()["body"] == "Spooler again."
    assert told(ticket)[-1] == "ticket.noted"


@pytest.mark.parametrize("noun", ["messages", "notes"])
def test_nothing_is_sent_past_what_is_unread(api, ann, sam, by, ticket, noun):
    """T-59: the answer names what is new, and nothing was written."""
    client = api(ann)
    seen = client.get(f"/tickets/{ticket.pk}").json()["last_event"]
    reply(ticket, by=by(sam), body="I have it.")
    before = (Message.objects.count(), Note.objects.count())
    answer = client.post(f"/tickets/{ticket.pk}/{noun}", {"body": "Mine!", "seen": seen})
    assert (answer.status_code, answer.json()["code"]) == (409, "unseen")
    assert [(one["kind"], one["by"]) for one in answer.json()["new"]] == [("ticket.replied", "Sam")]
    assert (Message.objects.count(), Note.objects.count()) == before
    seen = client.get(f"/tickets/{ticket.pk}").json()["last_event"]
    assert client.post(f"/tickets/{ticket.pk}/{noun}", {"body": "Mine!", "seen": seen}).status_code == 201


def test_a_requester_hears_only_of_public_things(api, ann, rob, by, ticket):
    seen = api(rob).get(f"/tickets/{ticket.pk}").json()["last_event"]
    note(ticket, by=by(ann), body="Between us.")
    assert api(rob).post(f"/tickets/{ticket.pk}/messages", {"body": "Hello?", "seen": seen}).status_code == 201


def test_how_a_message_counts_is_the_desks_to_say(api, rob, ticket):
    answer = api(rob).post(f"/tickets/{ticket.pk}/messages", {"body": "Hello?", "substantial": True})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/substantial")


@pytest.mark.parametrize("body", ["", "   ", None, 7, ["x"]])
def test_something_must_be_said(api, ann, ticket, body):
    answer = api(ann).post(f"/tickets/{ticket.pk}/messages", {"body": body})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) in ((400, "/body"), (422, "/body"))


def test_nobody_answers_a_closed_ticket(api, ann, ticket, by):
    from tickets.desk.actions.cancel import cancel

    cancel(ticket, by=by(ann), seen=ticket.version, reason="spam")
    answer = api(ann).post(f"/tickets/{ticket.pk}/messages", {"body": "Hello?"})
    assert (answer.status_code, answer.json()["permitted"]) == (409, [])
