from django.db import transaction

from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import past, policy, timers
from ..clocks import in_utc, open_of
from ..kinds import Kind


@transaction.atomic
def override_due(ticket, *, by, seen, goal, due, until, reason, at=None):
    """Set the due time of a running promise by hand, with a reason and an end. What is counted goes on beneath it: a
    change of priority counts as always and matters again once the override has ended."""
    ticket.lock(seen)
    asked = {"goal": goal, "due": in_utc(due), "until": in_utc(until)}
    policy.require(by, "override_due", ticket, **asked)
    clock = open_clock(ticket, goal)
    now = past.instant(by, at)
    past.said(by, reason, field="reason", message="Say why it is due at another time.")
    past.ahead(by, due, now, field="due", message="It must be due in the future.")
    past.ahead(by, until, now, field="until", message="The override must end in the future.")
    was = clock.due_at
    timers.override(ticket, clock, now, by=by, due=due, until=until)
    changes = ticket.write(now, beside={f"{goal} due": [timers.spoken(was), timers.spoken(clock.due_at)]})
    data = moved(ticket, clock, was) | {"until": in_utc(until)}
    record(Kind.SLA_OVERRIDDEN, ticket, by=by, at=now, text={"changes": changes, "reason": reason}, **data)
    return clock


@transaction.atomic
def revoke_override(ticket, *, by, seen, goal, reason=""):
    """Take back a due time that was set by hand: what is counted decides again."""
    ticket.lock(seen)
    policy.require(by, "revoke_override", ticket)
    clock = open_clock(ticket, goal)
    if clock.override is None:
        raise WrongState("Its due time was not set by hand.")
    now = past.instant(by, None)
    was = clock.due_at
    timers.revoke(ticket, clock, now, by=by)
    changes = ticket.write(now, beside={f"{goal} due": [timers.spoken(was), timers.spoken(clock.due_at)]})
    data = moved(ticket, clock, was)
    record(Kind.SLA_OVERRIDE_REVOKED, ticket, by=by, at=now, text={"changes": changes, "reason": reason}, **data)
    return clock


def moved(ticket, clock, was):
    due = {"due": timers.spoken(clock.due_at), "was": timers.spoken(was)}
    return {"clock": clock.pk, "goal": clock.goal, "version": ticket.version, **due}


def open_clock(ticket, goal):
    clock = next(iter(open_of(ticket, goal)), None)
    if clock is None:
        raise WrongState("No such promise runs on this ticket.")
    return clock
