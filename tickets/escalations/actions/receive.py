from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk.actions.assign import assign
from tickets.desk.actions.help import add_helper
from tickets.desk.models import Ticket

from .. import moving, policy, timers, workflow
from ..kinds import Kind
from ..states import Outcome, Target
from .rate import keep_rating
from .send import end


def receiving(escalation, name, by):
    """Lock, may you, can it be."""
    escalation.lock()
    policy.require(by, policy.receiving(escalation), escalation)
    if by.person.pk == escalation.sender_id and by.kind == "person":
        raise Refused("Whoever sent it does not receive it.")
    workflow.target(escalation.state, name)
    return clock.now()


def let_in(escalation, by):
    """Whoever takes it sees the ticket from now on; behind a wall the list alone says who does."""
    ticket = escalation.ticket
    seen = Ticket.objects.visible_to(by.person).filter(pk=ticket.pk).exists()
    if not seen and ticket.restricted:
        raise WrongState("You are not on the list of this ticket.")
    if not seen:
        add_helper(ticket, by=system("clock"), helper=by.person)


@transaction.atomic
def acknowledge(escalation, *, by):
    """Somebody of the group has it: the named receiver."""
    now = receiving(escalation, "acknowledge", by)
    let_in(escalation, by)
    take(escalation, now, by=by)
    moving.move(escalation, "acknowledge", now, by=by)
    timers.stop(escalation, timers.ACKNOWLEDGE, now=now, by=by)
    moving.keep(escalation)
    record(Kind.ACKNOWLEDGED, escalation.ticket, by=by, at=now, **moving.about(escalation), sender=escalation.sender_id)
    return escalation


def take(escalation, now, *, by):
    escalation.receiver = by.person
    escalation.acknowledged_at = escalation.acknowledged_at or now


@transaction.atomic
def accept(escalation, *, by, rating=None, ticks=None, next_update_at=None):
    """Accept it, rated in the same step or asked for once (ESC-18). Between tiers accepting is taking the ticket
    (ESC-24); engineering takes the fault, and support keeps the customer."""
    now = receiving(escalation, "accept", by)
    if next_update_at is not None and next_update_at <= now:
        raise Refused("The next update must lie in the future.", field="next_update_at")
    let_in(escalation, by)
    take(escalation, now, by=by)
    moving.move(escalation, "accept", now, by=by)
    escalation.accepted_at = now
    timers.stop(escalation, timers.ACKNOWLEDGE, timers.ACCEPT, now=now, by=by)
    promise(escalation, next_update_at, now, by=by)
    moving.keep(escalation)
    about = {"sender": escalation.sender_id, "round": escalation.rounds, "next_update": next_update_at}
    record(Kind.ACCEPTED, escalation.ticket, by=by, at=now, **moving.about(escalation), **about)
    if rating is not None or ticks is not None:
        keep_rating(escalation, now, by=by, rating=rating, ticks=ticks)
    else:
        ask_rating(escalation, now, by=by)
    if escalation.target == Target.TIER:
        hand_over(escalation, now, by=by)
    return escalation


def ask_rating(escalation, now, *, by):
    """Once, and it may be skipped."""
    if escalation.rated_at is None and escalation.rating_asked_at is None:
        escalation.rating_asked_at = now
        moving.keep(escalation)
        record(Kind.RATING_ASKED, escalation.ticket, by=by, at=now, **moving.about(escalation), receiver=by.person.pk)


def hand_over(escalation, now, *, by):
    ticket = escalation.ticket
    if ticket.owner_id != by.person.pk:
        assign(ticket, by=by, seen=None, to=by.person, reason=f"{escalation.reference} accepted")
    end(escalation, "close", Outcome.TRANSFERRED, now, by=by)


def promise(escalation, at, now, *, by):
    """The receiver names the instant of the next word; its clock is due by then."""
    escalation.next_update_at = at
    timers.stop(escalation, timers.UPDATE, now=now, by=by)
    if at is not None:
        timers.start(escalation, timers.UPDATE, now=now, by=by, promised=at)


@transaction.atomic
def redirect(escalation, *, by, group, words):
    """It belongs to another group: that one is asked now, and the matrix gets a task to be corrected."""
    now = receiving(escalation, "redirect", by)
    if not words.strip():
        raise Refused("Say why it belongs there.", field="words", missing=("words",))
    if group.pk == escalation.group_id:
        raise Refused("It is with that group already.", field="group")
    was, escalation.group, escalation.receiver = escalation.group_id, group, None
    escalation.redirects += 1
    correct(escalation, group, words.strip(), now)
    timers.cancel(escalation, timers.ACKNOWLEDGE, timers.ACCEPT, timers.UPDATE, timers.FOLLOW_UP, now=now, by=by)
    moving.move(escalation, "redirect", now, by=by, words=words.strip())
    moving.keep(escalation)
    about = {"group": group.pk, "from_group": was, "lane": escalation.lane_id, "ping_pong": escalation.ping_pong}
    text = {"reason": words.strip(), "to": group.name}
    record(
        Kind.REDIRECTED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text=text,
        sender=escalation.sender_id,
        **about,
    )
    return escalation


def correct(escalation, group, words, now):
    lane = escalation.lane
    if lane is not None and lane.group_id != group.pk:
        lane.correction = f"{escalation.reference} went on to {group}: {words}"[:500]
        lane.asked_at, lane.ask_at = lane.asked_at or now, None
        lane.save(update_fields=["correction", "asked_at", "ask_at"])
