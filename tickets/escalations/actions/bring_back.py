from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import configured, moving, policy, workflow
from ..fields import BY_ID
from ..kinds import Kind
from ..models import Return, ReturnItem
from ..states import DeclineReason, ReturnReason
from .rate import keep_rating
from .receive import receiving

JOINS = 2  # after round two the lead joins (D.3)


@transaction.atomic
def send_home(escalation, *, by, reason, items, words="", rating=None, ticks=None):
    """Return it with a reason and what is asked: `items` are `{"field": "P-04", "reason": …, "question": …}`, each with
    its own code (ESC-05). The round counts up; from the second return on the lead is in it, and beyond the threshold
    the lead is told who stands on either side and a call is proposed (ESC-06)."""
    now = receiving(escalation, "return", by)
    asked = [checked(item, reason, number) for number, item in enumerate(items)]
    if reason not in ReturnReason.values:
        raise Refused("Choose one of the reasons that are offered.", field="reason", missing=("reason",))
    if not asked:
        raise Refused("Say what is lacking: at least one field or question.", field="items", missing=("items",))
    about = {"round": escalation.rounds, "reason": reason, "words": words.strip(), "by": by.person, "at": now}
    made = Return.objects.create(escalation=escalation, **about)
    ReturnItem.objects.bulk_create(ReturnItem(returned=made, **item) for item in asked)
    escalation.receiver = by.person
    escalation.acknowledged_at = escalation.acknowledged_at or now
    escalation.returns += 1
    escalation.rounds += 1
    moving.move(escalation, "return", now, by=by, words=words.strip())
    moving.keep(escalation)
    told = {"reason": reason, "round": escalation.rounds, "returns": escalation.returns, "questions": len(asked)}
    told |= {"fields": [item["field"] for item in asked if item["field"]], "sender": escalation.sender_id}
    text = {"words": words.strip(), "questions": [item["question"] for item in asked]}
    record(Kind.RETURNED, escalation.ticket, by=by, at=now, **moving.about(escalation), text=text, **told)
    if rating is not None or ticks is not None:
        keep_rating(escalation, now, by=by, rating=rating, ticks=ticks)
    call_the_lead(escalation, now, by=by)
    return made


def checked(item, reason, number):
    field, code = item.get("field") or "", item.get("reason") or reason
    question = " ".join((item.get("question") or "").split())
    if field and field not in BY_ID:
        raise Refused(f"There is no field {field}.", field=f"items/{number}/field")
    if code not in ReturnReason.values:
        raise Refused("Choose one of the reasons that are offered.", field=f"items/{number}/reason")
    if not question:
        raise Refused("Say what is asked.", field=f"items/{number}/question", missing=("question",))
    return {"field": field, "reason": code, "question": question[:500]}


def call_the_lead(escalation, now, *, by):
    over = escalation.ping_pong > configured.ping_pong(now)
    if escalation.returns < JOINS and not over:
        return
    if escalation.lead_id is None:
        escalation.lead = lead_of(escalation)
    if over and escalation.call_proposed_at is None:
        escalation.call_proposed_at = now
    moving.keep(escalation)
    about = {"lead": escalation.lead_id, "sender": escalation.sender_id, "receiver": escalation.receiver_id}
    about |= {"group": escalation.group_id, "ping_pong": escalation.ping_pong, "call": over}
    record(Kind.LEAD_JOINED, escalation.ticket, by=by, at=now, **moving.about(escalation), **about)


def lead_of(escalation):
    """Of the ticket's own team; of several the one who was there first."""
    led = Person.objects.active().filter(memberships__team=escalation.ticket.queue.team_id, memberships__lead=True)
    return led.order_by("memberships__pk").first()


@transaction.atomic
def decline(escalation, *, by, reason, words, suggested_text):
    """Not a defect, or nothing will be done: with the explanation, and what the customer may be told."""
    now = receiving(escalation, "decline", by)
    if reason not in DeclineReason.values:
        raise Refused("Choose one of the reasons that are offered.", field="reason", missing=("reason",))
    for name, said in (("words", words), ("suggested_text", suggested_text)):
        if not said.strip():
            raise Refused("Explain it, and say what the customer may be told.", field=name, missing=(name,))
    escalation.receiver, escalation.decline_reason = by.person, reason
    escalation.suggested_text = suggested_text.strip()
    moving.move(escalation, "decline", now, by=by, words=words.strip())
    moving.keep(escalation)
    text = {"words": words.strip(), "suggested": suggested_text.strip()}
    record(
        Kind.DECLINED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text=text,
        reason=reason,
        sender=escalation.sender_id,
    )
    return escalation


@transaction.atomic
def contest(escalation, *, by, words):
    """Support may say once that it does not agree: a manager decides (D.3)."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    workflow.target(escalation.state, "contest")
    if escalation.contested_at is not None:
        raise WrongState("It was contested once already.", permitted=("close",))
    if not words.strip():
        raise Refused("Say why it is one.", field="words", missing=("words",))
    now = clock.now()
    escalation.contested_at = now
    moving.keep(escalation)
    record(Kind.CONTESTED, escalation.ticket, by=by, at=now, **moving.about(escalation), text={"words": words.strip()})
    return escalation


@transaction.atomic
def settle_contest(escalation, *, by, overrule, words):
    """The manager lets the decline stand, or sends it to the group again."""
    escalation.lock()
    policy.require(by, "settle_contest", escalation)
    workflow.target(escalation.state, "overrule" if overrule else "uphold")
    if escalation.contested_at is None or escalation.contest_settled_at is not None:
        raise WrongState("Nobody contests it.")
    if not words.strip():
        raise Refused("Say why.", field="words", missing=("words",))
    now = clock.now()
    escalation.contest_settled_at = now
    if overrule:
        escalation.rounds += 1
        moving.move(escalation, "overrule", now, by=by, words=words.strip())
    moving.keep(escalation)
    text, about = {"words": words.strip()}, {"overruled": overrule, "sender": escalation.sender_id}
    record(
        Kind.CONTEST_SETTLED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text=text,
        receiver=escalation.receiver_id,
        **about,
    )
    return escalation
