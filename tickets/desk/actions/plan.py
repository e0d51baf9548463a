from django.db import transaction

from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind
from ..models import Plan


@transaction.atomic
def plan(ticket, *, by, seen, what, at, snooze=False):
    """Say what comes next and when (T-26, T-31): one plan a ticket, the new one in place of the old. With `snooze`
    the ticket stays out of its owner's list until then, or until something happens on it."""
    ticket.lock(seen)
    policy.require(by, "plan", ticket)
    if not ticket.is_live:
        raise WrongState("Nothing comes next on a ticket that is over.", permitted=("reopen",))
    now = past.instant(by, None)
    what = " ".join(what.split()) or ("Back from snooze" if snooze else "")
    past.said(by, what, field="what", message="Say what comes next.")
    past.ahead(by, at, now, field="at", message="The next action must lie in the future.")
    before = Plan.objects.filter(ticket=ticket).first()
    values = {"what": what, "at": at, "snoozed": snooze, "set_by": by.person, "set_at": now}
    Plan.objects.update_or_create(ticket=ticket, defaults=values | {"remind_at": at, "done_at": None})
    change = [before and in_words(before.what, before.at), in_words(what, at)]
    changes = ticket.write(now, beside={"next_action": change})
    record(
        Kind.PLANNED,
        ticket,
        by=by,
        at=now,
        text={"changes": changes, "what": what},
        due=at.isoformat(),
        snoozed=snooze,
        version=ticket.version,
    )
    return ticket


def in_words(what, at):
    return f"{what} ({at.isoformat()})"
