from django.db import transaction

from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import asking, chasing, policy, timers, workflow
from ..kinds import Kind
from ..models import Ask
from ..states import WaitingReason
from .reply import reply


@transaction.atomic
def ask(ticket, *, by, questions, body="", seen=None, confirmed=(), looked_at=False):
    """Ask the requester for what is missing (T-25): one message with each question and why, and the ticket waits for
    the requester. Chases follow by the plan of its type; silence after the last closes it."""
    ticket.lock()
    policy.require(by, "ask", ticket)
    if asking.open_ask(ticket):
        raise WrongState("An ask is open on this ticket. Wait for the answer, or end the wait first.")
    asked = asking.questions_of(questions)
    said = {"seen": seen, "confirmed": confirmed, "looked_at": looked_at}
    message = reply(ticket, by=by, body=asking.words(body, asked), **said)
    ticket.lock()
    now = clock.now()
    plan = chasing.plan_for(ticket.type.key).told()
    first = chasing.due(plan, 0, now, zone_of(ticket))
    end = chasing.due(plan, len(plan["chases"]), now, zone_of(ticket))
    about = {"asked_by": by.person, "asked_at": now, "plan": plan, "chase_at": first}
    made = Ask.objects.create(ticket=ticket, message=message, **about)
    asking.keep_parts(made, asked)
    ticket.put(
        status=workflow.target(ticket.status, "wait_requester"),
        waiting_reason=WaitingReason.DETAILS,
        waiting_for=ticket.requester.name[:120],
        waiting_until=end,
    )
    timers.follow(ticket, now, by=by)
    changes = ticket.write(now)
    text = {"changes": changes, "questions": [one["question"] for one in asked]}
    record(Kind.ASKED, ticket, by=by, at=now, text=text, ask=made.pk, version=ticket.version)
    return made


def zone_of(ticket):
    return ticket.organisation.zone if ticket.organisation else "UTC"
