from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportdesk.accounts.actor import system
from supportdesk.events.models import Event
from tickets.desk.actions.moves import move
from tickets.desk.actions.reply import reply
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage
from tickets.desk.models import TicketClock, TicketMoment

pytestmark = pytest.mark.django_db


def sweep(**more):
    return ring_due(by=system("clock"), **more)


def alarms(ticket):
    """What rang, by goal and level, with the instant it belongs to."""
    events = Event.objects.filter(subject_id=ticket.pk, kind__startswith="sla.").order_by("at", "pk")
    return [(event.data["goal"], event.data["share"], event.at - ticket.opened_at) for event in events]


def test_nothing_due_is_nothing_done(ticket, news):
    news(ticket)
    assert sweep() == 0
    assert news(ticket) == []


def test_what_is_due_rings_at_its_own_instant(opened_ago, news):
    """SLA-06: however late the sweep, each level rings once, at the instant at which it was reached."""
    ticket = opened_ago(minutes=10)
    news(ticket)
    assert sweep() == 2
    minutes = {(goal, share): span.total_seconds() / 60 for goal, share, span in alarms(ticket)}
    assert minutes == {
        ("acknowledge", 50): 2.5,
        ("acknowledge", 75): 3.75,
        ("acknowledge", 90): 4.5,
        ("acknowledge", 100): 5,
        ("first_response", 50): 7.5,
    }
    assert set(news(ticket)) == {"sla.warned", "sla.breached"}
    breached = ticket.clocks.get(goal="acknowledge")
    assert (breached.breached_at, breached.level) == (ticket.opened_at + timedelta(minutes=5), 100)


def test_run_twice_it_changes_nothing(opened_ago, news):
    """SLA-06: the worker runs twice on the same data: identical, and nothing is told again."""
    ticket = opened_ago(minutes=10)
    sweep()
    clocks, moments = list(TicketClock.objects.order_by("pk").values()), TicketMoment.objects.count()
    news(ticket)
    assert sweep() == 0
    assert list(TicketClock.objects.order_by("pk").values()) == clocks
    assert TicketMoment.objects.count() == moments
    assert news(ticket) == []


def history(ticket):
    """What the ledger of its clocks says, counted from the opening."""
    told = TicketMoment.objects.filter(clock__ticket=ticket).values_list("clock__goal", "what", "share", "at")
    return sorted((goal, what, share or 0, at - ticket.opened_at) for goal, what, share, at in told)


def test_an_hour_late_is_the_same_history(opened_ago):
    """SLA-06: one sweep five hours late writes what a sweep every quarter of an hour has written."""
    punctual = opened_ago(hours=5)
    for minutes in range(0, 301, 15):
        sweep(now=punctual.opened_at + timedelta(minutes=minutes))
    late = opened_ago(hours=5)
    sweep()
    assert history(late) == history(punctual)


def test_the_machine_rings(opened_ago):
    sweep_of = opened_ago(minutes=10)
    sweep()
    rung = Event.objects.filter(subject_id=sweep_of.pk, kind="sla.breached").get()
    assert (rung.actor_kind, rung.via, rung.organisation_id) == ("machine", "clock", sweep_of.organisation_id)


def test_a_held_clock_does_not_ring(opened_ago, by, tess, printing, news):
    ticket = opened_ago(minutes=1)
    triage(ticket, by=by(tess), seen=1, impact=1, urgency=1, category=printing)
    reply(ticket, by=by(tess), body="Which floor?")
    until = ticket.opened_at + timedelta(days=2)
    move(ticket, by=by(tess), seen=ticket.version, action="wait_requester", waiting_reason="details", until=until)
    assert sweep(now=ticket.opened_at + timedelta(days=1)) == 0


def test_an_answer_after_the_due_time_is_a_breach_at_the_due_time(opened_ago, by, ann, news, clock_of):
    """An answer between two sweeps but after the due time: breached first, then missed."""
    ticket = opened_ago(minutes=20)
    news(ticket)
    reply(ticket, by=by(ann), body="Sorry for the wait.")
    response = clock_of(ticket, "first_response")
    assert response.breached_at == ticket.opened_at + timedelta(minutes=15)
    kinds = news(ticket)
    assert (kinds.count("sla.breached"), kinds.count("sla.missed"), kinds.count("sla.met")) == (2, 2, 0)
    assert kinds[-1] == "ticket.replied"


def test_it_works_in_batches(opened_ago):
    for _ in range(3):
        opened_ago(minutes=6)
    assert [sweep(limit=2) for _ in range(3)] == [2, 1, 0]


def test_a_sweep_of_many_takes_as_many_statements_as_a_sweep_of_one(opened_ago):
    """SLA-06: thirty thousand at once are not thirty thousand questions."""
    sweep()
    opened_ago(minutes=10)
    with CaptureQueriesContext(connection) as one:
        sweep()
    for _ in range(5):
        opened_ago(minutes=10)
    with CaptureQueriesContext(connection) as many:
        sweep()
    assert len(many) == len(one)
