from datetime import timedelta

from django.conf import settings
from django.db import transaction

from kb.macros.models import Macro
from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import asking, guarding, past, policy, reviewing, workflow
from ..attaching import to_outgoing
from ..freshness import newest, require_seen
from ..kinds import Kind
from ..models import Outgoing, OutgoingState
from .use_macro import change, require_usable


@transaction.atomic
def hold(ticket, *, by, body, seen=None, confirmed=(), questions=(), files=(), macro=None, **said):
    """Write a reply (with `questions` an ask) that is said after a hold in which it can be taken back; a
    newcomer's waits for a colleague's look before (ROLE-04). Everything that
    would refuse it is looked at now, and again when it is said; until then nobody else knows of it. `said` are promise
    and substantial; what a `macro` does besides is done when it is said."""
    ticket.lock()
    policy.require(by, "ask" if questions else "reply", ticket)
    require_seen(ticket, seen, by=by)
    now = clock.now()
    asked = asking.questions_of(questions) if questions else []
    if not asked:
        past.said(by, body, field="body", message="Write something first.")
    past.ahead(by, said.get("promise"), now, field="promise", message="The next update must lie in the future.")
    guarding.screened(by, asking.words(body, asked), confirmed)
    body = guarding.screened(by, body, confirmed)
    workflow.answered(ticket.status, by_requester=False)
    if macro:
        rehearse(ticket, macro, by)
    waits = reviewing.required(by, ticket)
    outgoing = Outgoing.objects.create(
        ticket=ticket,
        author=by.person,
        body=body,
        questions=asked,
        confirmed=list(confirmed),
        seen=seen or newest(ticket),
        macro=macro,
        state=OutgoingState.REVIEW if waits else OutgoingState.HELD,
        send_at=None if waits else now + timedelta(seconds=settings.REPLY_HOLD),
        created_at=now,
        **said,
    )
    to_outgoing(outgoing, files, by=by)
    if waits:
        record(Kind.REVIEW_ASKED, ticket, by=by, at=now, outgoing=outgoing.pk, author=by.person.pk)
    record(Kind.HELD, outgoing, by=by, at=now, ticket=ticket.pk, author=by.person.pk, send_at=outgoing.send_at)
    return outgoing


def rehearse(ticket, macro, by):
    """Whether the macro could be carried out as a whole, now: it is tried on the ticket and taken back."""
    require_usable(macro, by, internal=False)
    if not Macro.objects.filter(live=macro).exists():
        raise WrongState(f"There is a newer version of “{macro.name}”. Insert that one.")
    point = transaction.savepoint()
    status = workflow.answered(ticket.status, by_requester=False)
    if status != ticket.status:
        ticket.put(status=status)
        ticket.write(clock.now())
    change(ticket, macro, by=by)
    transaction.savepoint_rollback(point)
    ticket.lock()
