from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import moving, policy, timers, workflow
from ..fixing import open_tasks
from ..kinds import Kind
from ..models import FollowUp, Progress
from ..states import State
from .receive import promise, receiving


@transaction.atomic
def work(escalation, *, by, next_update_at=None):
    """They are at it; `next_update_at` is when support hears the next word."""
    now = receiving(escalation, "work", by)
    promised(next_update_at, now)
    moving.move(escalation, "work", now, by=by)
    promise(escalation, next_update_at, now, by=by)
    moving.keep(escalation)
    record(
        Kind.WORKED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        next_update=next_update_at,
        sender=escalation.sender_id,
    )
    return escalation


def promised(at, now):
    if at is not None and at <= now:
        raise Refused("The next update must lie in the future.", field="next_update_at")


@transaction.atomic
def report(escalation, *, by, words, useful=False, next_update_at=None):
    """How it goes: support sees it. A useful answer, one that support can go on with, stops that clock (ESC-22); what
    support had asked is answered by it."""
    now = receiving(escalation, "report", by)
    promised(next_update_at, now)
    if not words.strip():
        raise Refused("Write something first.", field="words", missing=("words",))
    said = Progress.objects.create(escalation=escalation, words=words.strip(), useful=useful, by=by.person, at=now)
    if useful:
        timers.stop(escalation, timers.ANSWER, now=now, by=by)
    answered = settle(escalation, words.strip(), now, by=by)
    promise(escalation, next_update_at, now, by=by)
    escalation.remind_at = now + moving.gap(now)
    moving.keep(escalation)
    about = {"progress": said.pk, "useful": useful, "next_update": next_update_at, "sender": escalation.sender_id}
    record(
        Kind.REPORTED, escalation.ticket, by=by, at=now, **moving.about(escalation), text={"words": said.words}, **about
    )
    if answered:
        record(
            Kind.FOLLOW_UP_ANSWERED,
            escalation.ticket,
            by=by,
            at=now,
            **moving.about(escalation),
            follow_ups=answered,
            sender=escalation.sender_id,
        )
    return said


def settle(escalation, words, now, *, by):
    """Whatever waits for an answer has one."""
    waiting = list(escalation.follow_ups.filter(answered_at=None).values_list("pk", flat=True))
    if waiting:
        said = {"answer": words, "answered_by": by.person, "answered_at": now}
        escalation.follow_ups.filter(pk__in=waiting).update(**said)
        timers.stop(escalation, timers.FOLLOW_UP, now=now, by=by)
    return waiting


@transaction.atomic
def follow_up(escalation, *, by, question):
    """Ask the receiver something: answered by their next word, within what they promise (SLA-09)."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    workflow.target(escalation.state, "follow_up")
    if not question.strip():
        raise Refused("Say what you ask.", field="question", missing=("question",))
    now = clock.now()
    asked = FollowUp.objects.create(escalation=escalation, question=question.strip()[:500], by=by.person, at=now)
    timers.start(escalation, timers.FOLLOW_UP, now=now, by=by)
    moving.keep(escalation)
    about = {"follow_up": asked.pk, "receiver": escalation.receiver_id, "group": escalation.group_id}
    record(
        Kind.FOLLOWED_UP,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text={"question": asked.question},
        **about,
    )
    return asked


@transaction.atomic
def offer_fix(escalation, *, by, fix_version, to_verify):
    """A fix is out: in which release, and what to try. Each ticket that waits for it gets a task."""
    now = receiving(escalation, "fix", by)
    for name, said in (("fix_version", fix_version), ("to_verify", to_verify)):
        if not said.strip():
            raise Refused("Say in which release it is, and what to try.", field=name, missing=(name,))
    make_available(escalation, fix_version.strip(), to_verify.strip(), now, by=by)
    return escalation


def make_available(escalation, fix_version, to_verify, now, *, by):
    """Also what a tracker brings about (ESC-12)."""
    escalation.fix_version, escalation.to_verify = fix_version[:60], to_verify
    if escalation.state == State.ACCEPTED:
        moving.move(escalation, "work", now, by=by)
    timers.stop(escalation, timers.ANSWER, timers.UPDATE, now=now, by=by)
    moving.move(escalation, "fix", now, by=by)
    escalation.next_update_at = None
    tasks = open_tasks(escalation, now)
    moving.keep(escalation)
    about = {"tasks": len(tasks), "tickets": [one.ticket_id for one in tasks], "fix_version": escalation.fix_version}
    text = {"verify": to_verify}
    record(
        Kind.FIX_AVAILABLE,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text=text,
        sender=escalation.sender_id,
        **about,
    )
