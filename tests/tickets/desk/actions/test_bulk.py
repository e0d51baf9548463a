"""One change of many tickets: previewed, carried out one by one, and taken back."""

from datetime import timedelta

import pytest

from supportdesk.accounts.actor import system
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events.models import Event
from tests.factories import TagFactory
from tickets.desk.actions.bulk import bulk, start, stop
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.reply import reply
from tickets.desk.actions.undo import undo
from tickets.desk.models import Operation, Ticket
from tickets.desk.operations import items as carrying

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(opened):
    """`many(3)`: so many new tickets of Rob's, as a queryset."""

    def open_some(number, **more):
        made = [opened(title=f"Printer {each} is dead", **more).pk for each in range(number)]
        return Ticket.objects.filter(pk__in=made)

    return open_some


@pytest.fixture
def finish():
    """`finish(operation)`: as the worker does it, until nothing is left."""

    def go_on(operation):
        while carry_out(operation, by=system("clock")):
            pass
        operation.refresh_from_db()
        return operation

    return go_on


@pytest.fixture
def carried(by, finish):
    """`carried(operation, ann)`: begun by Ann, and carried out."""

    def through(operation, who):
        return finish(start(operation, by=by(who)))

    return through


def events_of(operation):
    return list(Event.objects.filter(operation=operation.key).order_by("pk"))


def test_forty_selected_and_two_not_permitted(many, by, ann, tess, carried, opened, sam):
    """T-43: 38 change, 2 are listed as refused, and 38 audit entries exist."""
    tickets = many(40)
    for ticket in tickets.order_by("pk")[:2]:
        Ticket.objects.filter(pk=ticket.pk).update(status="closed")
    operation = bulk(tickets, by=by(ann), verb="assign", to=ann)
    assert len(operation.forecast["refused"]) == 2
    assert operation.forecast["checked"] == operation.forecast["of"] == 40
    assert tickets.filter(owner=ann).count() == 0, "a preview changes nothing"
    carried(operation, ann)
    assert (operation.done, operation.refused, operation.state) == (38, 2, "done")
    assert tickets.filter(owner=ann).count() == 38
    assert [event.kind for event in events_of(operation)].count("ticket.assigned") == 38
    refused = operation.items.filter(state="refused")
    assert all("Only a live ticket" in item.why for item in refused)


def test_what_a_preview_says_leaves_no_trace(many, by, ann, recorded):
    tickets = many(3)
    before = list(tickets.order_by("pk").values())
    recorded()
    bulk(tickets, by=by(ann), verb="cancel", reason="spam")
    assert [event.kind for event in recorded()] == ["operation.previewed"]
    assert list(tickets.order_by("pk").values()) == before


def test_whoever_changed_a_ticket_meanwhile_is_not_overruled(many, by, ann, rob, carried):
    tickets = many(2)
    operation = bulk(tickets, by=by(ann), verb="cancel", reason="duplicate")
    first = tickets.order_by("pk").first()
    reply(first, by=by(rob), body="It is not a duplicate!")
    carried(operation, ann)
    assert (operation.done, operation.refused) == (1, 1)
    (stays,) = operation.items.filter(state="refused")
    assert stays.ticket_id == first.pk
    assert "since the preview" in stays.why


def test_tags_are_added_and_taken_back_and_what_others_did_stays(many, by, ann, carried):
    vpn, late, old = TagFactory(name="vpn"), TagFactory(name="late"), TagFactory(name="old")
    tickets = many(3)
    first, second, third = tickets.order_by("pk")
    first.tags.set([old])
    third.tags.set([vpn])
    operation = carried(bulk(tickets, by=by(ann), verb="tag", add=[vpn], remove=[old]), ann)
    assert (operation.done, operation.skipped) == (2, 1), "the third has it already"
    assert set(first.tags.all()) == {vpn}
    second.tags.add(late)
    carried(undo(operation, by=by(ann)), ann)
    assert set(first.tags.all()) == {old}
    assert set(second.tags.all()) == {late}
    assert set(third.tags.all()) == {vpn}
    operation.refresh_from_db()
    assert operation.state == "undone"


def test_closing_is_taken_back_and_the_promises_go_on(many, by, ann, carried, clock_of):
    tickets = many(2)
    before = list(tickets.order_by("pk").values("status", "status_since", "closed_at", "owner"))
    operation = carried(bulk(tickets, by=by(ann), verb="cancel", reason="spam"), ann)
    assert set(tickets.values_list("status", flat=True)) == {"cancelled"}
    assert all(not ticket.clocks.filter(stopped_at=None).exists() for ticket in tickets)
    carried(undo(operation, by=by(ann)), ann)
    assert list(tickets.order_by("pk").values("status", "status_since", "closed_at", "owner")) == before
    for ticket in tickets:
        assert clock_of(ticket, "resolution").since


def test_a_later_change_stands_and_is_named(many, by, ann, sam, tess, carried):
    tickets = many(2)
    operation = carried(bulk(tickets, by=by(ann), verb="assign", to=ann), ann)
    first = tickets.order_by("pk").first()
    Ticket.objects.filter(pk=first.pk).update(owner=sam)
    undoing = undo(operation, by=by(ann))
    assert undoing.forecast["kept"] == [[first.pk, "The owner was changed since and stays."]]
    carried(undoing, ann)
    assert list(tickets.order_by("pk").values_list("owner", flat=True)) == [sam.pk, None]
    operation.refresh_from_db()
    assert operation.state == "partly_undone"


def test_notes_and_links_go_again_and_a_reply_stays(many, by, ann, carried, ticket):
    tickets = many(2)
    noted = carried(bulk(tickets, by=by(ann), verb="note", body="The vendor knows."), ann)
    linked = carried(bulk(tickets, by=by(ann), verb="link", kind="related", other=ticket), ann)
    answered = carried(bulk(tickets, by=by(ann), verb="reply", body="We are on it."), ann)
    for operation in (answered, linked, noted):
        carried(undo(operation, by=by(ann)), ann)
        operation.refresh_from_db()
    assert (noted.state, linked.state, answered.state) == ("undone", "undone", "partly_undone")
    for one in tickets:
        assert (one.notes.count(), one.links.count(), one.messages.count()) == (0, 0, 2)
        assert one.status == "new", "what the reply had begun is taken back, the words are not"


def test_some_of_it_is_undone_and_the_rest_later(many, by, ann, carried):
    tickets = many(3)
    operation = carried(bulk(tickets, by=by(ann), verb="assign", to=ann), ann)
    one = tickets.order_by("pk")[1]
    carried(undo(operation, by=by(ann), tickets=[one.pk]), ann)
    operation.refresh_from_db()
    assert (operation.state, tickets.filter(owner=None).count()) == ("partly_undone", 1)
    carried(undo(operation, by=by(ann)), ann)
    operation.refresh_from_db()
    assert (operation.state, tickets.filter(owner=None).count()) == ("undone", 3)
    with pytest.raises(WrongState, match="undone already"):
        undo(operation, by=by(ann))


def test_a_junior_links_many_and_nothing_else(many, by, joe, ticket):
    assert bulk(many(2), by=by(joe), verb="link", kind="related", other=ticket).pk
    with pytest.raises(NotAllowed):
        bulk(many(2), by=by(joe), verb="cancel", reason="spam")


@pytest.mark.parametrize("who", ["erin", "ada", "olga", "rob", "sue", "paula"])
def test_who_changes_nothing_in_bulk(who, request, many, by):
    with pytest.raises(NotAllowed):
        bulk(many(2), by=by(request.getfixturevalue(who)), verb="assign", to=None)


def test_whose_operation_it_is(many, by, ann, sam, tess, finish):
    operation = bulk(many(2), by=by(ann), verb="assign", to=ann)
    with pytest.raises(NotAllowed):
        start(operation, by=by(sam))
    finish(start(operation, by=by(ann)))
    with pytest.raises(NotAllowed):
        undo(operation, by=by(sam))
    assert undo(operation, by=by(tess)).undoes == operation
    assert Operation.objects.visible_to(tess).count() == 2
    assert not Operation.objects.visible_to(sam).exists()


def test_it_stops_where_it_is_and_what_is_done_can_be_undone(many, by, ann, carried, monkeypatch):
    monkeypatch.setattr("tickets.desk.actions.operate.TELLERS", few_at_a_time(2))
    tickets = many(5)
    operation = start(bulk(tickets, by=by(ann), verb="assign", to=ann), by=by(ann))
    carry_out(operation, by=system("clock"))
    stop(operation, by=by(ann))
    assert carry_out(operation, by=system("clock")) == 0
    assert (operation.done, operation.skipped, operation.state) == (2, 3, "stopped")
    carried(undo(operation, by=by(ann)), ann)
    assert tickets.filter(owner=None).count() == 5


def few_at_a_time(number):
    from tickets.desk.actions import operate

    return {kind: (make, number) for kind, (make, _) in operate.TELLERS.items()}


def test_nothing_chosen_and_too_much_chosen(by, ann, many, monkeypatch):
    with pytest.raises(Refused, match="at least one"):
        bulk(Ticket.objects.none(), by=by(ann), verb="assign", to=ann)
    monkeypatch.setattr("tickets.desk.actions.bulk.MOST", 2)
    with pytest.raises(Refused, match="At most 2"):
        bulk(many(3), by=by(ann), verb="assign", to=ann)


def test_a_fault_of_ours_concerns_one_ticket_and_is_logged(many, by, ann, carried, monkeypatch):
    tickets = many(3)
    broken = tickets.order_by("pk")[1].pk
    operation = bulk(tickets, by=by(ann), verb="assign", to=ann)

    def own(ticket, to, **more):
        if ticket.pk == broken:
            raise ZeroDivisionError
        return real(ticket, to, **more)

    from tickets.desk.actions import assign as assigning

    real = assigning.own
    monkeypatch.setattr(assigning, "own", own)
    carried(operation, ann)
    assert (operation.done, operation.refused) == (2, 1)
    assert operation.items.get(ticket=broken).why == carrying.BROKEN


def test_after_thirty_days_it_stands(many, by, ann, carried):
    operation = carried(bulk(many(1), by=by(ann), verb="assign", to=ann), ann)
    Operation.objects.filter(pk=operation.pk).update(expires_at=operation.created_at)
    with pytest.raises(WrongState, match="thirty days"):
        undo(operation, by=by(ann))


def test_an_undo_is_not_undone(many, by, ann, carried):
    operation = carried(bulk(many(1), by=by(ann), verb="assign", to=ann), ann)
    undoing = carried(undo(operation, by=by(ann)), ann)
    with pytest.raises(WrongState, match="not undone"):
        undo(undoing, by=by(ann))


def test_a_preview_that_nobody_began_goes_after_a_day(many, by, ann, sam):
    old, fresh, others = (bulk(many(1), by=by(who), verb="note", body="x") for who in (ann, ann, sam))
    for one in (old, others):
        Operation.objects.filter(pk=one.pk).update(created_at=old.created_at - timedelta(days=2))
    bulk(many(1), by=by(ann), verb="note", body="x")
    left = set(Operation.objects.values_list("pk", flat=True))
    assert old.pk not in left
    assert {fresh.pk, others.pk} < left
