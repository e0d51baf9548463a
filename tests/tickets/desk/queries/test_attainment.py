"""Promises that were kept, each once: what was taken up again is told by the clock that went on."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.except_clock import except_clock
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket
from tickets.desk.queries.attainment import attainment

pytestmark = pytest.mark.django_db


def counted(goal="resolution"):
    found = {one.goal: one for one in attainment(Ticket.objects.all())}
    return found[goal][1:] if goal in found else None


def test_met_missed_and_apart(resolved, opened_ago, by, max, printing, resolution):
    """SLA-08: met and missed make the percentage, excepted stands beside it."""
    late, excused = opened_ago(hours=6), opened_ago(hours=6)
    for ticket in (late, excused):
        triage(ticket, by=system("import"), seen=1, impact=1, urgency=1, category=printing)
    ring_due(by=system("clock"))
    until = clock.now() + timedelta(days=1)
    except_clock(excused, by=by(max), seen=excused.version, goal="resolution", until=until, reason="The line was cut.")
    for ticket in (late, excused):
        resolve(ticket, by=system("import"), seen=ticket.version, **resolution)
    assert counted() == (1, 1, 1)
    [share] = [one.share for one in attainment(Ticket.objects.all()) if one.goal == "resolution"]
    assert share == 50


def test_a_ticket_that_was_reopened_counts_once_and_when_it_ends(resolved, by, ann, rob, resolution):
    assert counted() == (1, 0, 0)
    reopen(resolved, by=by(rob), reason="not_fixed")
    assert counted() is None
    resolve(resolved, by=by(ann), seen=resolved.version, **resolution)
    assert counted() == (1, 0, 0)


def test_what_was_cancelled_is_no_promise(owned, by, ann):
    cancel(owned, by=by(ann), seen=owned.version, reason="withdrawn")
    assert (counted(), counted("acknowledge")) == (None, (1, 0, 0))


def test_nothing_ended_has_no_share(owned):
    assert [one.share for one in attainment(Ticket.objects.none())] == []
