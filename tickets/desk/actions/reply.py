from django.db import transaction

from supportdesk.events.record import record

from .. import asking, configured, guarding, past, policy, reviewing, silence, timers, workflow
from ..attaching import to_message
from ..clocks import speaks_for_requester
from ..freshness import require_seen
from ..kinds import Kind
from ..models import Message
from ..queries.links import latest_follow_up
from ..restricting import require_words_free
from ..states import ReopenReason
from ..texts import say
from .follow_up import follow_up
from .reopen import reopen


@transaction.atomic
def reply(ticket, *, by, body, promise=None, substantial=True, seen=None, source_key=None, files=(), at=None, **guards):
    """Say something publicly. The first substantial answer of an analyst meets the first-response
    promise; an acknowledgement (`substantial=False`) meets only its own (SLA-04).

    `seen` is the newest event the writer had read: anything newer raises Unseen and nothing is
    sent (D5). `promise` is the instant of the next update (SLA-05); `guards` see `look_over`. What the requester's side
    says answers whatever was asked; on a ticket that is over it takes it up again, and the message stands on the ticket
    that goes on (T-29)."""
    ticket = ticket.lock_heir()
    policy.require(by, "reply", ticket)
    require_seen(ticket, seen, by=by)
    known = Message.objects.filter(source_key=source_key).first() if source_key else None
    if known:
        return known
    now = past.instant(by, at)
    past.said(by, body, field="body", message="Write something first.")
    past.ahead(by, promise, now, field="promise", message="The next update must lie in the future.")
    from_desk = by.person.serves and by.person.pk != ticket.requester_id
    if not from_desk and not ticket.is_live and by.via != "import":
        said = {"body": body, "source_key": source_key, "confirmed": guards.get("confirmed", ())}
        return to_message(take_up(ticket, now, by=by, **said), files, by=by)
    body = look_over(ticket, by, body, from_desk=from_desk, **guards)
    asked = not from_desk and speaks_for_requester(by.person, ticket)
    if from_desk or asked:
        ticket.put(status=workflow.answered(ticket.status, by_requester=asked))
    if "status" in ticket._put:
        ticket.put(**workflow.NOT_WAITING)
    said = {"body": body, "substantial": substantial, "promised_at": promise, "source_key": source_key}
    message = say(Message(ticket=ticket, author=by.person, from_desk=from_desk, at=now, **said))
    timers.follow(ticket, now, by=by)
    if from_desk and by.kind == "person":
        answer_promises(ticket, substantial, promise, now, by)
    if asked:
        timers.expect_reply(ticket, now, by=by)
        asking.settle(ticket, message, now)
    changes = ticket.write(now)
    text = {"changes": changes} if changes else None
    about = {"message": message.pk, "from_desk": from_desk, "substantial": substantial, "version": ticket.version}
    record(Kind.REPLIED, ticket, by=by, at=now, text=text, **about)
    return to_message(message, files, by=by)


def look_over(ticket, by, body, *, from_desk, confirmed=(), looked_at=False):
    """The words as they may be said: `confirmed` names the warnings that the writer has read (SEC-02, SEC-16),
    `looked_at` is the review of a newcomer's reply (ROLE-04)."""
    if from_desk:
        require_words_free(ticket, by)
    body = guarding.screened(by, body, confirmed, asks=from_desk)
    if from_desk and not looked_at:
        reviewing.require_looked_at(by, ticket)
    return body


def take_up(ticket, now, *, by, body, source_key, confirmed):
    """Inside the window it reopens; after it, or when it was cancelled, it goes on in the follow-up that its writer has
    opened already, else in a new one."""
    said = {"by": by, "body": body, "source_key": source_key, "confirmed": confirmed}
    if silence.reopens(ticket, now, configured.reopen_days(now)):
        return reopen(ticket, reason=ReopenReason.REPLIED, **said).messages.latest("pk")
    going_on = latest_follow_up(ticket, by.person)
    return reply(going_on, **said) if going_on else follow_up(ticket, **said).messages.earliest("pk")


def answer_promises(ticket, substantial, promise, now, by):
    if substantial:
        timers.meet(ticket, *timers.TAKEN, *timers.ANSWERED, now=now, by=by)
        timers.promise_update(ticket, now, by=by, promise=promise)
        return
    timers.meet(ticket, *timers.TAKEN, now=now, by=by)
    if promise:
        timers.promise_only(ticket, promise, now, by=by)
