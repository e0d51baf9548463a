from datetime import timedelta

import structlog
from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.sla.ladder import ASK_REASON

from .. import climbing
from ..kinds import Kind
from ..models import LadderAct
from .explain import ask_reason
from .review import open_review

AGAIN, TRIES = timedelta(minutes=1), 5
log = structlog.get_logger(__name__)


@transaction.atomic
def climb_next(*, by):
    """Do the act that is due first, by the ordinary action; answers whether there was one. What a killed worker had
    begun has never been. What is refused is said in words on the ticket and stops no other."""
    now = clock.now()
    due = LadderAct.objects.filter(due_at__lte=now).order_by("due_at", "id")
    act = due.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if act is None:
        return False
    act.tries += 1
    try:
        with transaction.atomic():
            carry_out(act, by=by)
        end(act, LadderAct.Outcome.DONE)
    except Refused as refusal:
        refuse(act, refusal.message, now, by=by)
    except Exception as error:
        log.exception("ladder_act_failed", ticket=act.ticket_id, action=act.action)
        put_off(act, error, now, by=by)
    act.save(update_fields=["due_at", "tries", "outcome", "words"])
    return True


def carry_out(act, *, by):
    ticket = act.ticket
    ticket.lock()
    if act.action == climbing.REVIEW:
        open_review(act.clock, by=by)
    elif act.action == ASK_REASON:
        ask_reason(act.clock, by=by)
    else:
        climbing.hands_on(act, ticket, by=by)


def end(act, outcome, words=""):
    act.due_at, act.outcome, act.words = None, outcome, words[:500]


def refuse(act, words, now, *, by):
    end(act, LadderAct.Outcome.REFUSED, words)
    about = {"clock": act.clock_id, "percent": act.percent, "action": act.action}
    record(Kind.STEP_REFUSED, act.ticket, by=by, at=now, text={"step": climbing.spoken(act), "why": act.words}, **about)


def put_off(act, error, now, *, by):
    """What went wrong by itself is tried again; then it is given up like anything refused."""
    if act.tries >= TRIES:
        refuse(act, f"It could not be done ({type(error).__name__}).", now, by=by)
    else:
        act.due_at, act.words = now + AGAIN, f"{type(error).__name__}: {error}"[:500]
