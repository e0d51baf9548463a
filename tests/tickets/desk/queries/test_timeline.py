import pytest
from django.db import DatabaseError, connection, transaction

from supportdesk.events.models import Event
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reply import reply
from tickets.desk.queries import timeline

pytestmark = pytest.mark.django_db


def test_what_was_said_and_what_happened_in_one_order(ticket, by, ann, rob):
    """T-41: messages, notes and clock events stand in one history, oldest first."""
    note(ticket, by=by(ann), body="It is the fuse.")
    reply(ticket, by=by(ann), body="Which floor?")
    reply(ticket, by=by(rob), body="Three.")
    entries = timeline.entries(ticket, ann)
    assert [entry.kind for entry in entries] == [
        "ticket.opened",
        "ticket.noted",
        "sla.met",
        "sla.met",
        "ticket.replied",
        "ticket.replied",
    ]
    assert [entry.message.body for entry in entries if entry.message] == ["It blinks red.", "Which floor?", "Three."]
    assert [entry.note.body for entry in entries if entry.note] == ["It is the fuse."]


def test_a_requester_reads_public_things_only(resolved, by, ann, rob, rita):
    """T-13: given internal notes and moves, the requester's timeline has none of them."""
    note(resolved, by=by(ann), body="He drops his coffee into it.")
    link(resolved, by=by(ann), kind="bug", reference="BUG-7")
    for reader in (rob, rita):
        entries = timeline.entries(resolved, reader)
        assert [entry.kind for entry in entries] == ["ticket.opened", "ticket.resolved"]
        assert not any(entry.note for entry in entries)


def test_a_requesters_page_does_not_even_read_the_notes(ticket, by, ann, rob, django_assert_num_queries):
    """T-13: notes are not even read from the database for a requester."""
    note(ticket, by=by(ann), body="He drops his coffee into it.")
    with django_assert_num_queries(2) as statements:
        timeline.entries(ticket, rob)
    assert not any("desk_note" in one["sql"] for one in statements.captured_queries)


def test_old_and_new_value_actor_instant_and_origin(triaged, by, tess):
    """T-41: given a field edit, the history has old value, new value, actor, instant and origin."""
    prioritise(triaged, by=by(tess, "api"), seen=triaged.version, impact=1, urgency=1)
    entry = timeline.entries(triaged, tess)[-1]
    assert entry.event.words["changes"]["priority"] == [3, 1]
    assert (entry.event.actor_name, entry.event.via, entry.at) == ("Tess", "api", triaged.activity_at)


@pytest.mark.parametrize("change", ["UPDATE events_event SET actor_name = 'Nobody'", "DELETE FROM events_payload"])
def test_the_history_is_not_editable(change, ticket):
    """T-41: the log refuses change and deletion, whoever asks."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Event.objects.get(subject_id=ticket.pk).actor_name == "Rob"


def test_the_statements_do_not_grow(ticket, by, ann, django_assert_num_queries):
    for number in range(5):
        reply(ticket, by=by(ann), body=f"{number}")
        note(ticket, by=by(ann), body=f"{number}")
    with django_assert_num_queries(3):
        timeline.entries(ticket, ann)
