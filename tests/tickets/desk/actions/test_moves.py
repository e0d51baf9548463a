from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import Refused, WrongState
from tickets.desk.actions.moves import move
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow(db):
    return clock.now() + timedelta(days=1)


@pytest.fixture
def wait(owned, by, ann, tomorrow):
    """`wait("wait_vendor", "vendor")`: Ann lets her ticket wait until tomorrow."""

    def said(action="wait_requester", reason="details", **more):
        words = {"waiting_reason": reason, "waiting_for": "Rob", "until": tomorrow, **more}
        return move(owned, by=by(ann), seen=owned.version, action=action, **words)

    return said


def test_every_change_of_state_carries_actor_instant_and_reason(wait, owned, news, latest):
    """T-12: every change of state carries actor, instant and reason."""
    news(owned)
    wait()
    assert news(owned) == ["ticket.moved"]
    event = latest(owned)
    assert (event.actor_name, event.at, event.data["move"]) == ("Ann", owned.status_since, "wait_requester")
    assert event.data["status"] == "pending_requester"
    assert event.words["changes"]["status"] == ["triaged", "pending_requester"]


def test_a_wait_names_reason_whom_and_until_when(wait, owned, tomorrow):
    wait()
    owned.refresh_from_db()
    assert (owned.waiting_reason, owned.waiting_for, owned.waiting_until) == ("details", "Rob", tomorrow)


def test_a_wait_holds_the_clocks_that_pause(wait, owned, clock_of):
    """SLA-03: the clock pauses for the declared reason, and the interval is stored with it."""
    wait()
    resolution, response = clock_of(owned, "resolution"), clock_of(owned, "first_response")
    assert (resolution.since, resolution.alarm_at, resolution.held_reason) == (None, None, "details")
    assert response.since is not None
    assert [(moment.what, moment.cause) for moment in resolution.moments.all()][-1] == ("hold", "details")


def test_back_at_work_they_run_again(wait, owned, by, ann, clock_of, news):
    wait()
    news(owned)
    move(owned, by=by(ann), seen=owned.version, action="start")
    resolution = clock_of(owned, "resolution")
    assert (resolution.since, resolution.held_reason) == (owned.status_since, "")
    assert (owned.status, owned.waiting_reason, owned.waiting_for, owned.waiting_until) == ("in_progress", "", "", None)
    assert news(owned) == ["ticket.moved"]


def test_a_pause_excludes_exactly_its_length(wait, owned, by, tess, clock_of, ann):
    """SLA-03: given a 2 h pause, the elapsed time excludes exactly 2 h of clock time."""
    prioritise(owned, by=by(tess), seen=owned.version, impact=1, urgency=1)
    before = clock_of(owned, "resolution").due_at
    wait()
    held = owned.status_since
    machine = system("import")
    move(owned, by=machine, seen=owned.version, action="start", at=held + timedelta(hours=2))
    assert clock_of(owned, "resolution").due_at == before + timedelta(hours=2)


def test_another_reason_is_another_interval(wait, owned, clock_of):
    wait()
    wait("wait_vendor", "vendor")
    held = [(moment.what, moment.cause) for moment in clock_of(owned, "resolution").moments.all()]
    assert held[-2:] == [("hold", "details"), ("hold", "vendor")]


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("wait_requester", "pending_requester"),
        ("wait_internal", "pending_internal"),
        ("wait_vendor", "pending_vendor"),
        ("schedule", "scheduled"),
    ],
)
def test_each_wait_leads_to_its_state(action, status, wait):
    assert wait(action).status == status


def test_a_colleagues_delay_is_the_desks_own_and_counts(wait, owned, clock_of):
    """SLA-03: only the requester, a vendor or an agreed date hold the clock."""
    wait("wait_internal", "colleague")
    assert clock_of(owned, "resolution").since is not None
    wait("wait_vendor", "vendor")
    assert clock_of(owned, "resolution").since is None
    wait("wait_internal", "colleague")
    assert clock_of(owned, "resolution").since is not None


def test_a_wait_without_reason_and_end_is_refused(wait):
    with pytest.raises(Refused) as refusal:
        wait(waiting_reason="", until=None)
    assert refusal.value.missing == ("waiting_reason", "until")


def test_an_undeclared_reason_is_refused(wait):
    """SLA-03: the clock pauses only for declared reasons."""
    with pytest.raises(Refused) as refusal:
        wait(reason="lunch")
    assert refusal.value.field == "waiting_reason"


def test_a_wait_ends_in_the_future(wait, owned):
    with pytest.raises(Refused) as refusal:
        wait(until=owned.opened_at)
    assert refusal.value.field == "until"


def test_what_is_over_does_not_move(resolved, by, ann):
    with pytest.raises(WrongState) as refusal:
        move(resolved, by=by(ann), seen=resolved.version, action="start")
    assert refusal.value.permitted == ("close", "reopen")


def test_a_new_ticket_is_triaged_before_it_is_begun(ticket, by, ann):
    with pytest.raises(WrongState, match="Triaged, Cancelled"):
        move(ticket, by=by(ann), seen=ticket.version, action="start")


@pytest.mark.parametrize("action", ["resolve", "close", "cancel", "dance"])
def test_only_plain_moves_are_made_here(action, owned, by, ann):
    with pytest.raises(WrongState, match="start"):
        move(owned, by=by(ann), seen=owned.version, action=action)


def test_a_late_hold_is_told_of_the_breach_first(opened_ago, by, tess, printing, clock_of, news, tomorrow):
    """An act between two sweeps: what was due before rings first, at its own instant."""
    ticket = opened_ago(hours=5)
    triage(ticket, by=system("import"), seen=1, impact=1, urgency=1, category=printing, at=ticket.opened_at)
    news(ticket)
    words = {"action": "wait_vendor", "waiting_reason": "vendor", "until": tomorrow}
    move(ticket, by=by(tess), seen=ticket.version, **words)
    resolution = clock_of(ticket, "resolution")
    assert resolution.breached_at == ticket.opened_at + timedelta(hours=4)
    assert news(ticket) == [*3 * ["sla.warned"], "sla.breached", "ticket.moved"]
