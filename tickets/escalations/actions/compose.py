from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk.models import Ticket

from .. import filling, moving, policy
from ..fields import BY_ID
from ..kinds import Kind
from ..models import Artefact, Hypothesis
from ..states import Confidence, HypothesisState, Sensitivity, State

OPEN = (State.DRAFT, State.IN_REVIEW, State.RETURNED)


def composing(escalation, by):
    """Support writes the packet before it goes and when it comes back; what stands with the receiver stands."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    if not escalation.is_live:
        raise WrongState("This escalation is closed.")


@transaction.atomic
def fill(escalation, *, by, values):
    """Write fields of the packet (ESC-02): `{"P-04": {"steps": "…"}}`. Once it has gone, only its gaps are filled."""
    composing(escalation, by)
    unknown = [name for name in values if name not in BY_ID]
    if unknown:
        raise Refused(f"There is no field {unknown[0]}.", field="fields")
    if escalation.state not in OPEN:
        gaps = set(escalation.gaps.filter(filled_at=None).values_list("field", flat=True))
        if not set(values) <= gaps:
            raise WrongState("It has gone: only what lacked then can still be filled.", permitted=("withdraw",))
    now = clock.now()
    changed = filling.put(escalation, values, now, by=by)
    if changed:
        moving.keep(escalation)
        about = {"fields": changed, "percent": escalation.percent, "score": float(escalation.score)}
        record(Kind.FILLED, escalation.ticket, by=by, at=now, **moving.about(escalation), **about)
    return escalation


@transaction.atomic
def assemble(escalation, *, by):
    """Build the packet anew from what the ticket knows by now (ESC-20); what somebody wrote stays."""
    composing(escalation, by)
    if escalation.state not in OPEN:
        raise WrongState("It has gone: what stands with the receiver stands.")
    now = clock.now()
    written = filling.build(escalation, now, by=by)
    moving.keep(escalation)
    about = {"fields": written, "percent": escalation.percent, "score": float(escalation.score)}
    record(Kind.FILLED, escalation.ticket, by=by, at=now, **moving.about(escalation), **about)
    return escalation


@transaction.atomic
def clear(escalation, *, by, attachment, sensitivity):
    """Say that a file of the ticket is clean and may leave with the packet (ESC-16, P-34)."""
    composing(escalation, by)
    if sensitivity not in Sensitivity.values:
        raise Refused("Say how sensitive it is.", field="sensitivity")
    if attachment.removed_at or attachment.ticket_id not in {escalation.ticket_id, *ids(escalation)}:
        raise Refused("That file is not on this ticket any more.", field="attachment")
    if attachment.file.scan == "infected":
        raise Refused("A file in which a scanner found something never leaves.", field="attachment")
    if attachment.sensitivity == "secret":
        raise Refused("A file that holds secrets never leaves. Attach one without them.", field="attachment")
    now = clock.now()
    about = {"sensitivity": sensitivity, "cleared_by": by.person, "cleared_at": now}
    made, _ = Artefact.objects.update_or_create(escalation=escalation, attachment=attachment, defaults=about)
    filling.build(escalation, now, by=by)
    filling.close_gaps(escalation, now)
    moving.keep(escalation)
    record(
        Kind.CLEARED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        attachment=attachment.pk,
        text={"name": attachment.file.name},
    )
    return made


def ids(escalation):
    return escalation.also.values_list("pk", flat=True)


@transaction.atomic
def attach_ticket(escalation, *, by, other):
    """Another ticket with the same trouble feeds this packet too."""
    composing(escalation, by)
    if other.pk == escalation.ticket_id or other.pk in ids(escalation):
        raise Refused(f"{other.reference} is on it already.", field="ticket")
    if not Ticket.objects.visible_to(by.person).filter(pk=other.pk).exists():
        raise Refused("There is no such ticket.", field="ticket")
    now = clock.now()
    escalation.also.add(other)
    moving.keep(escalation)
    record(Kind.ATTACHED, escalation.ticket, by=by, at=now, **moving.about(escalation), other=other.pk)
    return escalation


@transaction.atomic
def hypothesise(escalation, *, by, statement, test="", confidence=Confidence.LOW, known=None, state="", result=""):
    """Keep a hypothesis, or settle one (`known`): what was tried, what came of it, how sure one is (ESC-19)."""
    composing(escalation, by)
    one = known or Hypothesis(escalation=escalation, by=by.person)
    state = state or HypothesisState.OPEN
    if confidence not in Confidence.values or state not in HypothesisState.values:
        raise Refused("Choose one of those that are offered.", field="state")
    if not statement.strip():
        raise Refused("Say what is supposed.", field="statement", missing=("statement",))
    if state != HypothesisState.OPEN and not result.strip():
        raise Refused("Say what came of the test.", field="result", missing=("result",))
    now = clock.now()
    one.statement, one.test, one.result, one.confidence = statement.strip(), test.strip(), result.strip(), confidence
    one.state, one.settled_at = state, now if state != HypothesisState.OPEN else None
    one.at = one.at or now
    one.save()
    summarise(escalation, now, by=by)
    moving.keep(escalation)
    text = {"statement": one.statement, "result": one.result}
    record(
        Kind.HYPOTHESIS,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text=text,
        hypothesis=one.pk,
        found=state,
    )
    return one


def summarise(escalation, now, *, by):
    """P-18 is the log, in the order of its headings."""
    said = [
        f"{label}: {one.statement} ({one.result or one.test or 'not tested yet'})"
        for value, label in HypothesisState.choices
        for one in escalation.hypotheses.all()
        if one.state == value
    ]
    filling.write(escalation, "P-18", {"hypotheses": "\n".join(said)}, "the log of hypotheses", now, by=by)
    moving.reckon(escalation)
