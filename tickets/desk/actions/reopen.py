from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import configured, guarding, past, policy, silence, timers, workflow
from ..clocks import speaks_for_requester
from ..kinds import Kind
from ..models import Message, Reopening
from ..states import ReopenReason
from ..texts import index


@transaction.atomic
def reopen(ticket, *, by, reason, same_cause=None, body="", confirmed=(), source_key=None, at=None):
    """Open a resolved or closed ticket again (T-29, T-30): the owner and the history stay, the
    resolution clock goes on, and the reopening counts once against the resolution before it."""
    ticket.lock()
    policy.require(by, "reopen", ticket)
    target = workflow.target(ticket.status, "reopen")
    now = past.instant(by, at)
    require_reason(reason)
    require_window(ticket, by, now)
    reopening = remember(ticket, by, reason, same_cause, now)
    if body.strip():
        say(ticket, by, guarding.screened(by, body, confirmed, asks=False), now, source_key)
    ticket.put(status=target, resolved_at=None, closed_at=None, close_at=None, confirmed_at=None)
    ticket.reopen_count += 1
    timers.resume(ticket, now, by=by)
    if speaks_for_requester(by.person, ticket):
        timers.expect_reply(ticket, now, by=by, cause="reopened")
    changes = ticket.write(now, also=("reopen_count",))
    record(
        Kind.REOPENED,
        ticket,
        by=by,
        at=now,
        text={"changes": changes},
        reason=reason,
        reopening=reopening.pk,
        resolver=reopening.previous_resolver_id,
        version=ticket.version,
    )
    return ticket


def require_reason(reason):
    if reason not in ReopenReason.values:
        raise Refused("Say why it is reopened.", field="reason", missing=("reason",))


def require_window(ticket, by, now):
    """After the window a requester opens a follow-up instead; the desk may always reopen."""
    if by.person.serves or silence.may_reopen(ticket.closed_at or ticket.resolved_at, now, configured.reopen_days(now)):
        return
    raise WrongState("This ticket was closed too long ago to reopen. Open a new one that refers to it.")


def remember(ticket, by, reason, same_cause, now):
    last = ticket.resolutions.order_by("-at", "-id").first()
    since = now - (ticket.closed_at or ticket.resolved_at or now)
    return Reopening.objects.create(
        ticket=ticket,
        resolution=last if last and not hasattr(last, "reopening") else None,
        reason=reason,
        same_cause=same_cause,
        previous_resolver=last.resolved_by if last else None,
        seconds_since_resolution=max(0, int(since.total_seconds())),
        reopened_by=by.person,
        at=now,
    )


def say(ticket, by, body, now, source_key):
    from_desk = by.person.serves and by.person.pk != ticket.requester_id
    said = {"author": by.person, "from_desk": from_desk, "body": body, "source_key": source_key}
    Message.objects.create(ticket=ticket, at=now, **said)
    index(ticket, body, at=now)
