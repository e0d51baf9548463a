"""Sweeps beside actions and beside each other, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor, TimeoutError
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from tests.tickets.sla.conftest import ALWAYS, FRIDAY, new_calendar, new_policy, new_ticket, start_clock
from tickets.desk.models import Ticket, TicketClock, TicketMoment
from tickets.sla import engine

pytestmark = pytest.mark.django_db(transaction=True)
LATER = FRIDAY + timedelta(hours=2)


@pytest.fixture
def tickets():
    """Five tickets, each with a clock that is two hours late."""
    policy = new_policy("hour", new_calendar("always", ALWAYS), resolution=3600)
    tickets = [new_ticket() for _ in range(5)]
    for ticket in tickets:
        start_clock(ticket, policy)
    return tickets


def sweep(limit=100):
    """On a connection of its own, as a worker does."""
    try:
        with transaction.atomic():
            return [(rung.clock.ticket_id, rung.share) for rung in engine.ring_due(TicketClock, now=LATER, limit=limit)]
    finally:
        connection.close()


def test_a_sweep_does_not_wait_for_a_busy_ticket(tickets):
    """SLA-06: bounded time. What somebody works on is left to the next sweep."""
    with ThreadPoolExecutor(1) as worker:
        with transaction.atomic():
            Ticket.objects.select_for_update(no_key=True).get(pk=tickets[0].pk)
            rung = worker.submit(sweep).result(timeout=10)
            assert {ticket for ticket, _ in rung} == {ticket.pk for ticket in tickets[1:]}
        assert worker.submit(sweep).result(timeout=10) == [(tickets[0].pk, share) for share in (50, 75, 90, 100)]


def test_an_act_on_a_clock_that_the_sweep_holds_waits_and_then_sees_it(tickets):
    """The ticket's lock comes first for both, so no act works on a clock that has meanwhile rung."""
    with ThreadPoolExecutor(1) as worker:
        with transaction.atomic():
            engine.ring_due(TicketClock, now=LATER, limit=100)
            answer = worker.submit(resolve, tickets[0].pk)
            with pytest.raises(TimeoutError):
                answer.result(timeout=0.3)
        assert answer.result(timeout=10) == ["missed"]
    assert TicketMoment.objects.filter(clock__ticket=tickets[0], what="breached").count() == 1


def resolve(pk):
    try:
        with transaction.atomic():
            ticket = Ticket.objects.select_for_update(no_key=True).get(pk=pk)
            rungs = engine.act(list(ticket.clocks.all()), "stop", at=LATER, cause="resolved")
            return [rung.what for rung in rungs]
    finally:
        connection.close()


def test_sweeps_at_once_ring_each_level_once(tickets):
    """SLA-06: the worker runs twice on the same data: no notification repeats."""
    start = Barrier(4)

    def swept(_):
        start.wait()
        return [rung for _ in range(5) for rung in sweep(limit=1)]

    with ThreadPoolExecutor(4) as workers:
        told = [rung for rungs in workers.map(swept, range(4)) for rung in rungs]
    assert sorted(told) == [(ticket.pk, share) for ticket in tickets for share in (50, 75, 90, 100)]
