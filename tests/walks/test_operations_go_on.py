"""A bulk change of a few hundred tickets through a real worker that is killed in the middle of it, twice."""

from collections import Counter

import pytest

from supportdesk.accounts.actor import system
from supportdesk.events.models import Event
from tickets.desk.actions.bulk import bulk, start
from tickets.desk.actions.open import open_ticket
from tickets.desk.models import Operation, Ticket

TICKETS = 300


@pytest.fixture
def many(desk, rob, service_desk, incident):
    def opened():
        words = {"type": incident, "channel": "portal", "body": "It blinks."}
        made = [
            open_ticket(service_desk, by=system("import"), requester=rob, title=f"Printer {number}", **words).pk
            for number in range(TICKETS)
        ]
        return Ticket.objects.filter(pk__in=made)

    return opened


@pytest.mark.services
def test_a_killed_worker_leaves_nothing_half_done_and_nothing_done_twice(process, kill, until, many, by, ann):
    """T-43, D6: each ticket is changed exactly once, with one audit entry, though the worker dies twice."""
    tickets = many()
    operation = bulk(tickets, by=by(ann), verb="note", body="The vendor knows.")
    start(operation, by=by(ann))
    process("beat")

    def done():
        return Operation.objects.values_list("done", flat=True).get(pk=operation.pk)

    for reached in (1, TICKETS // 3):
        worker = process("worker")
        until(lambda reached=reached: done() > reached, 60, "a batch")
        kill(worker)
    process("worker")
    until(lambda: Operation.objects.get(pk=operation.pk).is_over, 90, "the end")
    operation.refresh_from_db()
    assert (operation.done, operation.refused, operation.state) == (TICKETS, 0, "done")
    assert {ticket.notes.count() for ticket in tickets} == {1}
    told = Counter(
        Event.objects.filter(operation=operation.key, kind="ticket.noted").values_list("subject_id", flat=True)
    )
    assert set(told.values()) == {1}
    assert len(told) == TICKETS
