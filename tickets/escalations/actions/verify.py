from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk.actions.reply import reply

from .. import moving, policy, workflow
from ..kinds import Kind
from ..models import FixTask, IssueLink
from ..states import IssueState, Outcome, State
from .send import end


@transaction.atomic
def verify(task, *, by, passed, place, words, regression=False):
    """Whether the fix works: where it was tried, by whom, and whether what worked before still does (ESC-13). Every
    ticket's task must pass; one that fails sends it back to work, reopens the bug, and nobody outside hears a word."""
    escalation = task.escalation
    escalation.lock()
    policy.require(by, "verify_fix", escalation)
    task.refresh_from_db()
    if task.done_at is not None:
        raise WrongState("This was tried already.")
    workflow.target(escalation.state, "verify" if passed else "fail")
    if place not in FixTask.Place.values:
        raise Refused("Say where it was tried.", field="place", missing=("place",))
    if not words.strip():
        raise Refused("Say what was tried and what came of it.", field="words", missing=("words",))
    now = clock.now()
    task.passed, task.place, task.regression, task.words = passed, place, regression, words.strip()
    task.done_by, task.done_at = by.person, now
    task.save()
    left = escalation.tasks.filter(done_at=None).count()
    about = {"task": task.pk, "place": place, "regression": regression, "left": left}
    if not passed:
        fail(escalation, now, by=by, words=task.words, about=about)
    elif not left:
        moving.move(escalation, "verify", now, by=by, words=task.words)
        moving.keep(escalation)
        tell(Kind.VERIFIED, escalation, now, by=by, words=task.words, **about)
    else:
        tell(Kind.VERIFIED, escalation, now, by=by, words=task.words, **about)
    return task


def tell(kind, escalation, now, *, by, words, **about):
    about |= {"receiver": escalation.receiver_id, "group": escalation.group_id}
    record(kind, escalation.ticket, by=by, at=now, **moving.about(escalation), text={"words": words}, **about)


def fail(escalation, now, *, by, words, about):
    """Through “failed” back to work, in one instant; the bug is marked reopened."""
    escalation.tasks.filter(done_at=None).delete()
    moving.move(escalation, "fail", now, by=by, words=words)
    moving.move(escalation, "rework", now, by=system("clock"))
    IssueLink.objects.filter(escalation=escalation).update(state=IssueState.REOPENED, changed_at=now)
    escalation.fix_version, escalation.to_verify = "", ""
    moving.keep(escalation)
    tell(Kind.FAILED, escalation, now, by=by, words=words, **about)


@transaction.atomic
def close(escalation, *, by, words="", message=""):
    """The end: with a message the requesters of all linked tickets that are still open are told, each on their own
    ticket, by the ordinary reply."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    workflow.target(escalation.state, "close")
    state = State(escalation.state)
    if state not in ENDS and not words.strip():
        raise Refused("Say what answered it.", field="words", missing=("words",))
    now = clock.now()
    end(escalation, "close", ENDS.get(state, Outcome.ANSWERED), now, by=by, words=words.strip())
    told = [one for one in (escalation.ticket, *escalation.also.all()) if one.is_live] if message.strip() else []
    for ticket in told:
        reply(ticket, by=by, body=message.strip())
    about = {"outcome": escalation.outcome, "told": [one.pk for one in told], "receiver": escalation.receiver_id}
    record(
        Kind.CLOSED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text={"words": words.strip()},
        **about,
    )
    return escalation


ENDS = {State.VERIFIED: Outcome.FIXED, State.DECLINED: Outcome.DECLINED}
