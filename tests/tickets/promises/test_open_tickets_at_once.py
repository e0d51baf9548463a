"""A run over open tickets while the desk works: several workers, and tickets in somebody's hands."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models.person import system_person
from tickets.desk.actions.open import open_ticket
from tickets.desk.models import Ticket, TicketMoment
from tickets.promises.actions import retarget_open
from tickets.promises.actions.publish_terms import publish_terms
from tickets.promises.actions.retarget_open import carry_on
from tickets.promises.models import RetargetRun
from tickets.sla import presets
from tickets.sla.actions.drafts import begin_draft
from tickets.sla.models import Policy

TICKETS = 12
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(transactional_db, service_desk, rob, incident, max, by, monkeypatch):
    """Twelve open tickets of Rob's and a run that lets them follow the next P3, two at a time."""
    presets.install()
    system_person()
    monkeypatch.setattr(retarget_open, "TOGETHER", 2)
    words = {"body": "-", "type": incident, "channel": "portal", "requester": rob}
    for number in range(TICKETS):
        open_ticket(service_desk, by=Actor(rob, "browser"), title=f"Case {number}", **words)
    content = Policy.objects.get(key="p3").plain() | {"position": 31}
    said = {"what": "policy", "content": content, "reason": "So.", "also_open": True}
    return publish_terms(begin_draft("p3", by=by(max), **said), by=by(max))[1]


def test_however_many_workers_each_promise_moves_once(run):
    gate = threading.Barrier(4)

    def work(_):
        try:
            gate.wait(timeout=30)
            while RetargetRun.objects.filter(pk=run.pk, ended_at=None).exists():
                carry_on(run, by=system("clock"))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    run.refresh_from_db()
    assert (run.state, run.total, run.done, run.clocks) == ("done", TICKETS, TICKETS, 3 * TICKETS)
    assert TicketMoment.objects.filter(what="retarget").count() == 3 * TICKETS


def test_a_ticket_in_somebodys_hands_comes_later_and_nobody_waits(run):
    held, let_go = threading.Event(), threading.Event()
    first = Ticket.objects.earliest("pk")

    def hold():
        try:
            with transaction.atomic():
                Ticket.objects.get(pk=first.pk).lock()
                held.set()
                let_go.wait(timeout=30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert held.wait(timeout=30)
        assert [carry_on(run, by=system("clock")) for _ in range(TICKETS // 2)] == [1, *[2] * (TICKETS // 2 - 1)]
        assert {one.policy.version for one in first.clocks.all()} == {1}
        let_go.set()
        holding.result(timeout=30)
    assert [carry_on(run, by=system("clock")), carry_on(run, by=system("clock"))] == [1, 0]
    assert {one.policy.version for one in first.clocks.all()} == {2}
