from datetime import timedelta

from django.conf import settings
from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import asking, guarding, past, policy, reviewing, workflow
from ..attaching import to_outgoing
from ..freshness import newest, require_seen
from ..kinds import Kind
from ..models import Outgoing, OutgoingState


@transaction.atomic
def hold(ticket, *, by, body, promise=None, substantial=True, seen=None, confirmed=(), questions=(), files=()):
    """Write a reply (with `questions` an ask) that is said after a hold in which it can be taken back; a
    newcomer's waits for a colleague's look before (ROLE-04). Everything that
    would refuse it is looked at now, and again when it is said; until then nobody else knows of it."""
    ticket.lock()
    policy.require(by, "ask" if questions else "reply", ticket)
    require_seen(ticket, seen, by=by)
    now = clock.now()
    asked = asking.questions_of(questions) if questions else []
    if not asked:
        past.said(by, body, field="body", message="Write something first.")
    past.ahead(by, promise, now, field="promise", message="The next update must lie in the future.")
    guarding.screened(by, asking.words(body, asked), confirmed)
    body = guarding.screened(by, body, confirmed)
    workflow.answered(ticket.status, by_requester=False)
    waits = reviewing.required(by, ticket)
    outgoing = Outgoing.objects.create(
        ticket=ticket,
        author=by.person,
        body=body,
        questions=asked,
        promise=promise,
        substantial=substantial,
        confirmed=list(confirmed),
        seen=seen or newest(ticket),
        state=OutgoingState.REVIEW if waits else OutgoingState.HELD,
        send_at=None if waits else now + timedelta(seconds=settings.REPLY_HOLD),
        created_at=now,
    )
    to_outgoing(outgoing, files, by=by)
    if waits:
        record(Kind.REVIEW_ASKED, ticket, by=by, at=now, outgoing=outgoing.pk, author=by.person.pk)
    record(Kind.HELD, outgoing, by=by, at=now, ticket=ticket.pk, author=by.person.pk, send_at=outgoing.send_at)
    return outgoing
