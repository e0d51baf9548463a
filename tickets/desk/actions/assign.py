from django.db import transaction
from django.db.models import Exists

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.sla.models import Goal

from .. import handing, limits, past, policy, timers
from ..kinds import Kind
from ..models import Handoff, Ticket, WipLimit
from ..states import LIVE


@transaction.atomic
def assign(ticket, *, by, seen, to, reason="", at=None):
    """Make `to` the one accountable owner (T-21); None releases the ticket. A ticket that somebody
    else owns is not given away at once: use `offer`. Taking it over oneself is a hand-off at once."""
    ticket.lock(seen)
    policy.require(by, right(ticket, by, to), ticket, owner=to.pk if to else None)
    require_live(ticket, by)
    if to is not None:
        handing.require_able(ticket, to, by)
    if to == ticket.owner:
        raise Refused("That is the owner already.", field="owner")
    require_not_given_away(ticket, to, by)
    return own(ticket, to, by=by, reason=reason, now=past.instant(by, at))


@transaction.atomic
def take_next(queue, *, by):
    """Take the most urgent unowned ticket of a queue (T-18). Two people never get the same one:
    what a colleague is taking right now is skipped. Raises WrongState when nothing waits."""
    policy.require(by, "take", queue)
    waiting = Ticket.objects.visible_to(by.person).filter(queue=queue, owner=None, status__in=LIVE)
    free = waiting.select_for_update(no_key=True, skip_locked=True, of=("self",))
    ticket = free.annotate(limited=Exists(WipLimit.objects.all())).order_by("rank", "id").first()
    if ticket is None:
        raise WrongState("Nothing in this queue waits for an owner.")
    return own(ticket, by.person, by=by, reason="", now=past.instant(by, None))


def own(ticket, to, *, by, reason, now):
    """The change itself, for `assign` and `take_next`; the ticket is locked."""
    giver = ticket.owner
    if to:
        limits.mind(ticket, by=by, now=now, owner=to)
    handing.withdraw_offer(ticket, now)
    ticket.put(owner=to)
    if giver and to:
        ticket.handoff_count += 1
        Handoff.objects.create(ticket=ticket, giver=giver, taker=to, reason=reason, offered_at=now, accepted_at=now)
    if to and by.kind == "person":
        timers.meet(ticket, Goal.ACKNOWLEDGE, now=now, by=by)
    changes = ticket.write(now, also=("handoff_count",))
    record(
        Kind.ASSIGNED,
        ticket,
        by=by,
        at=now,
        text={"changes": changes, "reason": reason},
        owner=to.pk if to else None,
        giver=giver.pk if giver else None,
        version=ticket.version,
    )
    return ticket


def right(ticket, by, to):
    """Taking what waits in a queue, or pulling from a colleague or another team's queue (C 9, 10)."""
    own_queue = policy.in_own_queue(by, ticket)
    pulls = ticket.owner_id and ticket.owner_id != by.person.pk and to == by.person
    if by.person.is_system:
        return "assign"
    if pulls and not own_queue:
        return "reroute"
    return "take" if to == by.person and not ticket.owner_id else "assign"


def require_live(ticket, by):
    if not ticket.is_live and by.via != "import":
        raise WrongState("Only a live ticket has an owner at work. Reopen it first.", permitted=("reopen",))


def require_not_given_away(ticket, to, by):
    """Until the other one has accepted, the present owner stays accountable (T-21)."""
    if ticket.owner_id and to not in (None, by.person) and by.kind == "person" and by.via != "import":
        raise Refused(f"{ticket.owner} owns it. Hand it over to {to}, who has to accept.", field="owner")
