from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import BreachReason, Cause


@transaction.atomic
def ask_reason(broken, *, by):
    """Ask whoever owns the ticket why this clock was broken: once for each clock."""
    ticket = broken.ticket
    ticket.lock()
    if broken.breached_at is None:
        raise WrongState("This promise was not broken.")
    now = clock.now()
    asked, new = BreachReason.objects.get_or_create(clock=broken, defaults={"ticket": ticket, "asked_at": now})
    if new:
        about = {"reason": asked.pk, "clock": broken.pk, "goal": broken.goal, "owner": ticket.owner_id}
        record(Kind.REASON_ASKED, ticket, by=by, at=now, **about)
    return asked


@transaction.atomic
def explain(reason, *, by, cause, words=""):
    """Say why the promise was broken. Said again, the last word counts; the log keeps every one."""
    ticket = reason.ticket
    ticket.lock()
    reason.lock()
    policy.require(by, "explain_breach", reason)
    if cause not in Cause.values:
        raise Refused("Choose one of the reasons that are offered.", field="cause")
    if cause == Cause.OTHER and not words.strip():
        raise Refused("Say in words what it was.", field="words", missing=("words",))
    now = clock.now()
    reason.cause, reason.words, reason.answered_by, reason.answered_at = cause, words.strip(), by.person, now
    reason.save(update_fields=["cause", "words", "answered_by", "answered_at"])
    about = {"reason": reason.pk, "clock": reason.clock_id, "goal": reason.clock.goal, "cause": cause}
    record(Kind.REASON_GIVEN, ticket, by=by, at=now, text={"reason": reason.words}, **about)
    return reason
