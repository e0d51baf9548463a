from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import asking, guarding, policy
from ..kinds import Kind
from ..models import AskState
from .reply import reply


@transaction.atomic
def answer(ask, *, by, answers, seen=None, confirmed=()):
    """The requester answers an ask part by part (T-25): `answers` has a text for each part's id. What was answered is
    kept at its question and said as one message, which ends the wait; what was left open is the desk's to ask again."""
    ticket = ask.ticket
    ticket.lock()
    ask.refresh_from_db(from_queryset=type(ask).objects.select_for_update(no_key=True))
    policy.require(by, "reply", ticket)
    if ask.state != AskState.OPEN:
        raise WrongState("This was answered already, or is no longer needed.")
    now = clock.now()
    parts = list(ask.parts.all())
    given = answered(parts, answers, now, by, confirmed)
    message = reply(ticket, by=by, body=asking.answer_words(given), seen=seen, confirmed=confirmed)
    ticket.lock()
    record(Kind.ANSWERED, ticket, by=by, at=now, ask=ask.pk, parts=len(given), of=len(parts))
    ask.refresh_from_db()
    return message


def answered(parts, answers, now, by, confirmed):
    known = {part.pk for part in parts}
    if set(answers) - known:
        raise Refused("That is no question of this ask.", field="answers")
    given = [part for part in parts if (answers.get(part.pk) or "").strip()]
    if not given:
        raise Refused("Answer at least one question.", field="answers", missing=("answers",))
    for part in given:
        part.answer, part.answered_at = guarding.screened(by, answers[part.pk], confirmed, asks=False), now
        part.save(update_fields=["answer", "answered_at"])
    return given
