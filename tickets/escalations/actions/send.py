from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import moving, policy, workflow
from ..kinds import Kind
from ..models import Gap
from ..states import Outcome, State, Target

GAP = timedelta(minutes=30)


@transaction.atomic
def submit(escalation, *, by):
    """Send the packet to its group. Below its threshold it is refused and every missing field named; what an immediate
    one lacks becomes tasks of thirty minutes (D.2)."""
    escalation.lock()
    reviewed = escalation.state == State.IN_REVIEW
    policy.require(by, policy.ESCALATE[Target(escalation.target)], escalation)
    if reviewed:
        policy.require(by, "review_packet", escalation)
    workflow.target(escalation.state, "submit")
    now = clock.now()
    found = require_ready(escalation)
    escalation.submitted_at, escalation.rounds, escalation.first_percent = now, 1, escalation.percent
    moving.move(escalation, "submit", now, by=by)
    open_gaps(escalation, found, now)
    moving.keep(escalation)
    about = {"percent": escalation.percent, "score": float(escalation.score), "gaps": len(found.missing)}
    about |= {"group": escalation.group_id, "round": 1, "immediate": escalation.immediate}
    record(Kind.SUBMITTED, escalation.ticket, by=by, at=now, **moving.about(escalation), **about)
    return escalation


def require_ready(escalation):
    if escalation.group_id is None and escalation.target != Target.SECURITY:
        raise Refused("The matrix names nobody for this. Ask a manager to add an entry.", field="target")
    found = moving.reckon(escalation)
    if found.unsanitised:
        raise Refused("A secret or somebody's data stands in it. Take it out first.", field="fields")
    if not found.submittable:
        names = [lack.field.id for lack in found.missing]
        words = "; ".join(lack.said for lack in found.missing)
        least = f"It is {found.percent} % complete and needs {found.minimum} %."
        raise Refused(f"{least} Missing: {words}.", field=names[0], missing=names)
    return found


def open_gaps(escalation, found, now):
    gaps = [
        Gap(escalation=escalation, field=lack.field.id, due_at=now + GAP, ring_at=now + GAP) for lack in found.missing
    ]
    Gap.objects.bulk_create(gaps, ignore_conflicts=True)


@transaction.atomic
def ask_review(escalation, *, by):
    """Let a lead or senior look at it first (ESC-09): what a junior may not send alone goes this way."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    workflow.target(escalation.state, "ask_review")
    now = clock.now()
    require_ready(escalation)
    moving.move(escalation, "ask_review", now, by=by)
    moving.keep(escalation)
    record(Kind.REVIEW_ASKED, escalation.ticket, by=by, at=now, **moving.about(escalation), percent=escalation.percent)
    return escalation


@transaction.atomic
def send_back(escalation, *, by, words):
    """The reviewer wants something changed first."""
    escalation.lock()
    policy.require(by, "review_packet", escalation)
    workflow.target(escalation.state, "send_back")
    if not words.strip():
        raise Refused("Say what should change.", field="words", missing=("words",))
    now = clock.now()
    moving.move(escalation, "send_back", now, by=by, words=words.strip())
    moving.keep(escalation)
    record(
        Kind.SENT_BACK,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text={"reason": words.strip()},
        sender=escalation.sender_id,
    )
    return escalation


@transaction.atomic
def answer(escalation, *, by, answers):
    """Answer what was asked on return, `{item id: text}`, and send the same escalation back (ESC-05): only once every
    question is answered and the packet still has what it needs."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    workflow.target(escalation.state, "answer")
    now = clock.now()
    returned = escalation.returned.latest("pk")
    items = list(returned.items.all())
    for item in items:
        said = (answers.get(item.pk) or answers.get(str(item.pk)) or "").strip()
        if said:
            item.answer, item.answered_by, item.answered_at = said, by.person, now
    lacking = [item for item in items if not item.answer]
    if lacking:
        raise Refused(f"Not answered yet: {lacking[0].question}", field=f"answer-{lacking[0].pk}")
    require_ready(escalation)
    for item in items:
        item.save(update_fields=["answer", "answered_by", "answered_at"])
    returned.answered_at = now
    returned.save(update_fields=["answered_at"])
    moving.move(escalation, "answer", now, by=by)
    moving.keep(escalation)
    about = {"round": escalation.rounds, "group": escalation.group_id, "answers": len(items)}
    record(
        Kind.ANSWERED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        receiver=escalation.receiver_id,
        **about,
    )
    return escalation


@transaction.atomic
def withdraw(escalation, *, by, words):
    """Support takes it back; what was counted stays counted (D.3)."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    workflow.target(escalation.state, "withdraw")
    if not words.strip():
        raise Refused("Say why it is taken back.", field="words", missing=("words",))
    now = clock.now()
    end(escalation, "withdraw", Outcome.WITHDRAWN, now, by=by, words=words.strip())
    text = {"reason": words.strip()}
    record(
        Kind.WITHDRAWN,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text=text,
        receiver=escalation.receiver_id,
    )
    return escalation


def end(escalation, name, outcome, now, *, by, words=""):
    """Over, with every clock, task and gap ended."""
    moving.move(escalation, name, now, by=by, words=words)
    escalation.closed_at, escalation.outcome = now, outcome
    escalation.next_update_at = None
    escalation.gaps.filter(filled_at=None).update(ring_at=None)
    escalation.tasks.filter(done_at=None).delete()
    moving.keep(escalation)
