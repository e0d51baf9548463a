import pytest

from supportdesk.accounts.actor import system
from supportdesk.errors import NotAllowed, Refused, Unseen
from supportdesk.events.models import Event
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.models import Note, Text
from tickets.desk.queries import search, timeline

pytestmark = pytest.mark.django_db


def test_a_note_is_kept_and_told_without_its_words(ticket, by, ann, news, latest):
    news(ticket)
    written = note(ticket, by=by(ann), body="It is the fuse.")
    assert (written.author, written.body, ticket.version) == (ann, "It is the fuse.", 1)
    assert (ticket.activity_at, ticket.status) == (written.at, "new")
    assert news(ticket) == ["ticket.noted"]
    assert latest(ticket).data == {"note": written.pk}
    assert latest(ticket).words == {}


def test_it_meets_no_promise(ticket, by, ann, clock_of):
    """SLA-04: what the requester does not get to read is no response."""
    note(ticket, by=by(ann), body="It is the fuse.")
    assert clock_of(ticket, "acknowledge").stopped_at is None
    assert clock_of(ticket, "first_response").stopped_at is None


def test_the_requester_never_gets_it(ticket, by, ann, rob):
    """T-13: an internal note is absent from what the requester reads, finds and hears of."""
    note(ticket, by=by(ann), body="He drops his coffee into it.")
    entries = timeline.entries(ticket, rob)
    assert [entry.kind for entry in entries] == ["ticket.opened"]
    assert not any(entry.note for entry in entries)
    assert search.by_words(rob, "coffee") == []
    assert search.by_words(ann, "coffee") == [ticket.pk]
    assert Text.objects.get(document="coffee").internal


def test_it_is_not_a_message(ticket, by, ann):
    """T-13: notes and public replies are separate objects."""
    note(ticket, by=by(ann), body="It is the fuse.")
    assert ticket.messages.count() == ticket.notes.count() == 1


def test_what_the_writer_has_not_read_comes_first(ticket, by, ann, rob):
    seen = Event.objects.latest("pk").pk
    reply(ticket, by=by(rob), body="It works again.")
    with pytest.raises(Unseen) as refusal:
        note(ticket, by=by(ann), body="Ordered a new one.", seen=seen)
    assert [(new["kind"], new["by"]) for new in refusal.value.new] == [("ticket.replied", "Rob")]
    assert not Note.objects.exists()


def test_ones_own_words_are_not_news(ticket, by, ann):
    seen = Event.objects.latest("pk").pk
    note(ticket, by=by(ann), body="It is the fuse.", seen=seen)
    assert note(ticket, by=by(ann), body="No, the cable.", seen=seen).pk


def test_an_empty_note_is_refused(ticket, by, ann):
    with pytest.raises(Refused) as refusal:
        note(ticket, by=by(ann), body="\n ")
    assert (refusal.value.field, refusal.value.missing) == ("body", ("body",))


def test_the_same_key_is_the_same_note(ticket, by, ann, news):
    first = note(ticket, by=by(ann), body="It is the fuse.", source_key="mail-1")
    news(ticket)
    assert note(ticket, by=by(ann), body="It is the fuse.", source_key="mail-1") == first
    assert news(ticket) == []


@pytest.mark.parametrize("who", ["joe", "ann", "sam", "tess", "max", "erin", "ian"])
def test_whoever_may_work_on_it_may_note(who, ticket, by, request):
    assert note(ticket, by=by(request.getfixturevalue(who)), body="Seen.").pk


def test_a_requester_writes_no_notes(ticket, by, rob):
    with pytest.raises(NotAllowed):
        note(ticket, by=by(rob), body="Hello?")


def test_an_import_names_the_instant(ticket):
    written = note(ticket, by=system("import"), body="As it was.", at=ticket.opened_at)
    assert written.at == ticket.opened_at
