from django.db import transaction

from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import past, policy, timers
from ..clocks import in_utc
from ..kinds import Kind


@transaction.atomic
def except_clock(ticket, *, by, seen, goal, until, reason):
    """Count a promise apart, neither met nor missed, if it ends by this instant (SLA-08); the latest of this goal,
    also when it has ended already. A manager does it; others ask one, and what was granted holds for these words."""
    ticket.lock(seen)
    policy.require(by, "except_clock", ticket, goal=goal, until=in_utc(until))
    clock = latest(ticket, goal)
    now = past.instant(by, None)
    past.said(by, reason, field="reason", message="Say why this promise is excepted.")
    past.ahead(by, until, now, field="until", message="The exception must end in the future.")
    timers.except_until(ticket, clock, now, by=by, until=until)
    changes = ticket.write(now, beside={f"{goal} excepted until": [None, in_utc(until)]})
    data = {"clock": clock.pk, "goal": goal, "until": in_utc(until), "version": ticket.version}
    record(Kind.SLA_EXCEPTED, ticket, by=by, at=now, text={"changes": changes, "reason": reason}, **data)
    return clock


@transaction.atomic
def end_exception(ticket, *, by, seen, goal, reason=""):
    """Count it like any other again."""
    ticket.lock(seen)
    policy.require(by, "end_exception", ticket)
    clock = latest(ticket, goal)
    if clock.excepted_until is None:
        raise WrongState("There is no exception to end.")
    now = past.instant(by, None)
    was = in_utc(clock.excepted_until)
    timers.except_until(ticket, clock, now, by=by, until=None)
    changes = ticket.write(now, beside={f"{goal} excepted until": [was, None]})
    data = {"clock": clock.pk, "goal": goal, "version": ticket.version}
    record(Kind.SLA_EXCEPTION_ENDED, ticket, by=by, at=now, text={"changes": changes, "reason": reason}, **data)
    return clock


def latest(ticket, goal):
    clock = ticket.clocks.filter(goal=goal, cancelled=False).order_by("-pk").first()
    if clock is None:
        raise WrongState("No such promise was given on this ticket.")
    return clock
