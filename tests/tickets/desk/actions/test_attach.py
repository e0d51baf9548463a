"""Files on a ticket: with what was said, or by themselves."""

import json

import pytest

from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.files.models import StoredFile
from tests.attached import picture
from tickets.desk.actions.attach import attach
from tickets.desk.actions.note import note
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.models import Attachment

HAR = {"log": {"creator": {}, "entries": [{"request": {"headers": [{"name": "Authorization", "value": "x"}]}}]}}


def names(ticket, person):
    return [one.file.name for one in Attachment.objects.visible_to(person).filter(ticket=ticket)]


def test_it_stands_on_the_ticket_and_everybody_may_know(attached, ticket, rob, ann, told):
    attached(ticket, rob)
    assert told(ticket)[-1] == "ticket.attached"
    assert names(ticket, rob) == names(ticket, ann) == ["error.log"]


def test_an_internal_one_stays_inside(attached, owned, ann, rob, ada, told):
    attached(owned, ann, "customer-list.log", internal=True)
    assert told(owned)[-1] == "ticket.attached_inside"
    assert names(owned, ann) == names(owned, ada) == ["customer-list.log"]
    assert names(owned, rob) == []


def test_what_comes_with_a_note_stays_inside(with_note, owned, ann, rob):
    assert (with_note.internal, with_note.note.body) == (True, "See the file.")
    assert names(owned, rob) == []


def test_what_comes_with_a_reply_stands_with_it(with_reply, owned, rob, told):
    assert with_reply.message.body == "See the file."
    assert names(owned, rob) == ["steps.log"]
    assert told(owned)[-1] == "ticket.replied"


def test_a_ticket_is_opened_with_its_picture(uploaded, by, rob, service_desk, incident):
    file = uploaded(rob, "shot.png", picture())
    about = {"title": "It looks wrong", "body": "See.", "type": incident, "channel": "portal"}
    ticket = open_ticket(service_desk, by=by(rob), requester=rob, files=[file.pk], **about)
    assert ticket.messages.get().attachments.get().kind == "screenshot"


def test_what_is_known_of_it_is_kept(attached, owned, ann):
    """T-09: kind, source, mark and uploader; what nobody says is told by the file itself."""
    har = attached(owned, ann, "session.har", json.dumps(HAR).encode())
    assert (har.kind, har.sensitivity, har.added_by) == ("har", "secret", ann)
    trace = attached(owned, ann, "t.json", b"{}", kind="trace", source="gateway-7", sensitivity="personal")
    assert (trace.kind, trace.source, trace.sensitivity) == ("trace", "gateway-7", "personal")


def test_from_then_on_the_file_stays(attached, ticket, rob):
    assert StoredFile.objects.get(pk=attached(ticket, rob).file_id).discard_at is None


def test_nobody_sends_what_somebody_else_uploaded(uploaded, owned, by, ann, rob):
    theirs = uploaded(rob)
    with pytest.raises(Refused, match="not yours"):
        attach(owned, by=by(ann), files=[theirs.pk])
    with pytest.raises(Refused, match="not yours"):
        reply(owned, by=by(ann), body="Mine?", files=[theirs.pk])
    assert not owned.messages.filter(body="Mine?").exists()


def test_nothing_is_sent_twice(uploaded, owned, by, ann):
    file = uploaded(ann)
    note(owned, by=by(ann), body="Once.", files=[file.pk, file.pk])
    with pytest.raises(Refused, match="sent already"):
        note(owned, by=by(ann), body="Twice.", files=[file.pk])


def test_ten_at_a_time(owned, by, ann):
    with pytest.raises(Refused, match="At most 10"):
        attach(owned, by=by(ann), files=range(1, 12))


def test_nothing_is_no_file(owned, by, ann):
    with pytest.raises(Refused, match="Choose a file"):
        attach(owned, by=by(ann), files=[])


def test_who_may_not(uploaded, ticket, by, sue, ada, rob):
    for who in (sue, ada):
        with pytest.raises(NotAllowed):
            attach(ticket, by=by(who), files=[1])
    with pytest.raises(Refused, match="Only the desk"):
        attach(ticket, by=by(rob), files=[uploaded(rob).pk], internal=True)


def test_on_a_ticket_that_is_over_a_requester_replies_instead(uploaded, closed, by, rob):
    with pytest.raises(WrongState, match="with a reply"):
        attach(closed, by=by(rob), files=[uploaded(rob).pk])


def test_what_reopens_a_ticket_has_its_file(uploaded, closed, by, rob):
    said = reply(closed, by=by(rob), body="Again.", files=[uploaded(rob).pk])
    assert said.attachments.count() == 1


def test_a_light_seat_opens_no_file(with_reply, owned, paula):
    """A light seat reads names masked, and nobody can mask what stands in a file."""
    assert names(owned, paula) == []
