"""How a colleague's note answers what they were asked (COM-10), and how long that took (SLA-14)."""

from math import ceil

from supportdesk.errors import Refused
from supportdesk.events.record import Occurrence, record_all
from tickets.sla import engine
from tickets.sla.models import Goal

from . import clocks, mentions
from .kinds import Kind
from .models import InquiryClock


def require_askable(ticket, asked, by) -> None:
    """Somebody else who works here and may know of the ticket."""
    if asked.pk == by.person.pk:
        raise Refused("Ask somebody else.", field="asked")
    if not asked.is_active or asked.is_machine or not mentions.sees(asked, ticket):
        raise Refused(f"{asked} does not see this ticket.", field="asked")


def start_clock(inquiry, now) -> None:
    """The answer is due when it is needed, or by the promise of the desk among colleagues where that is sooner; both
    are reminded when it is due. A ticket to which nothing is promised has no clock, and the time is kept all the same.
    """
    targets = clocks.promised(inquiry.ticket, now)
    target = targets.get(Goal.ASK) or next(iter(targets.values()), None)
    if target is None:
        return
    seconds = target.seconds if target.goal == Goal.ASK else ceil((inquiry.needed_by - now).total_seconds())
    promise = {"policy_id": target.policy_id, "calendar_id": target.calendar_id, "target_seconds": seconds}
    clock = InquiryClock(inquiry=inquiry, goal=Goal.ASK, promised_at=inquiry.needed_by, **promise)
    engine.start([clock], at=now, cause="asked")
    if clock.due_at < inquiry.remind_at:
        inquiry.remind_at = clock.due_at
        inquiry.save(update_fields=["remind_at"])


def settle(ticket, note, now, *, by) -> None:
    """A note of the one who was asked answers all that they were asked here; how long it took is theirs (SLA-14)."""
    asked = ticket.inquiries.filter(asked=by.person, answered_at=None)
    answered = list(asked.select_for_update(no_key=True))
    for inquiry in answered:
        inquiry.answer, inquiry.answered_at, inquiry.remind_at = note, now, None
        inquiry.response_seconds = max(0, int((now - inquiry.asked_at).total_seconds()))
        inquiry.save(update_fields=["answer", "answered_at", "remind_at", "response_seconds"])
    if answered:
        running = InquiryClock.objects.filter(inquiry__in=answered, stopped_at=None)
        engine.act(list(running), "stop", at=now, cause="answered")
    record_all([told(ticket, one, now) for one in answered], by=by)


def told(ticket, inquiry, now) -> Occurrence:
    about = {"inquiry": inquiry.pk, "asker": inquiry.asker_id, "answer": inquiry.answer_id}
    about |= {"seconds": inquiry.response_seconds}
    return Occurrence(Kind.INQUIRY_ANSWERED, ticket.subject, ticket.pk, ticket.organisation_id, now, about)
