from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import configured, gate, guarding, handing, past, policy, silence, timers, workflow
from ..kinds import Kind
from ..models import Resolution
from ..restricting import require_words_free
from ..states import CauseClass, ResolutionCode

PARTS = gate.RESOLUTION


@transaction.atomic
def resolve(ticket, *, by, seen, verified_by=None, confirmed=(), waived=None, at=None, **parts):
    """Resolve with the whole record (T-27, T-52): `parts` are the names of gate.RESOLUTION. What
    is missing is refused by name. Of the closing message (COM-07) a part may be left out: `waived` says why, part by
    part. It closes by itself after the silence of T-28."""
    ticket.lock(seen)
    policy.require(by, "work", ticket)
    target = workflow.target(ticket.status, "resolve")
    require_words_free(ticket, by)
    now = past.instant(by, at)
    required = configured.resolution_fields(ticket.type.key, now)
    left_out = gate.waived(required, parts, guarding.parts(by, require_closing(waived or {}), confirmed))
    missing = tuple(name for name in gate.missing(required, parts) if name not in left_out)
    lacking = past.gaps(by, missing, what="Resolving")
    require_known(parts)
    said = guarding.parts(by, {name: parts.get(name) or "" for name in PARTS}, confirmed)
    said |= {"verified_by": verified_by or by.person, "waived": left_out, "resolved_by": by.person}
    resolution = Resolution.objects.create(ticket=ticket, at=now, **said)
    ticket.put(
        status=target,
        resolved_at=now,
        close_at=silence.close_at(now, zone_of(ticket), configured.silence_days(now)),
        confirmed_at=None,
        **workflow.NOT_WAITING,
    )
    handing.withdraw_offer(ticket, now)
    timers.follow(ticket, now, by=by)
    changes = ticket.write(now)
    record(
        Kind.RESOLVED,
        ticket,
        by=by,
        at=now,
        text={"changes": changes} | ({"waived": left_out} if waived else {}),
        resolution=resolution.pk,
        code=resolution.code,
        cause_class=resolution.cause_class,
        lacking=lacking,
        version=ticket.version,
    )
    return resolution


def zone_of(ticket):
    return ticket.organisation.zone if ticket.organisation else "UTC"


def require_closing(waived):
    """Only what the requester is told can be left out with a reason; what the desk counts cannot."""
    for name in waived:
        if name not in gate.CLOSING:
            raise Refused(f"“{gate.words((name,))}” cannot be left out.", field="waived")
    return waived


def require_known(parts):
    """Cause class and code are one of the list, so that every resolved ticket counts once (T-52)."""
    for name, choices in (("cause_class", CauseClass), ("code", ResolutionCode)):
        if parts.get(name) and parts[name] not in choices.values:
            raise Refused(f"“{parts[name]}” is not on the list.", field=name)
