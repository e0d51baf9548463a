"""What decides which fields of this packet are needed, read from the escalation and its ticket."""

from supportdesk.accounts.models import Role
from supportdesk.privacy.detect import SECRETS, Kind, spans

from . import configured
from .fields import Situation
from .states import Sender, Trigger

NEVER = (*SECRETS, Kind.CARD, Kind.IBAN)


def sender_kind(person) -> Sender:
    if person.role == Role.JA:
        return Sender.JUNIOR
    return Sender.SENIOR if person.role == Role.SA else Sender.ANALYST


def of(escalation, values=None) -> Situation:
    ticket = escalation.ticket
    return Situation(
        target=escalation.target,
        issue=escalation.issue,
        sender=escalation.sender_kind,
        severity=ticket.working_priority,
        immediate=escalation.immediate,
        incident=under_incident(values or {}),
        flagged=flagged(escalation),
        issues_ids=bool(escalation.lane and escalation.lane.issues_ids),
        unsanitised=unsanitised(values or {}),
        subject=ticket.title,
        waived=configured.waived(escalation.target),
    )


def under_incident(values) -> bool:
    """A ticket never hears of incidents: the packet itself says that it belongs to one (P-25)."""
    return "INC-" in values.get("P-25", {}).get("related", "")


def flagged(escalation) -> bool:
    organisation = escalation.ticket.organisation
    marked = organisation is not None and (organisation.tier == "gold" or bool(organisation.flags))
    return marked or escalation.trigger == Trigger.KEY_CUSTOMER


def unsanitised(values) -> bool:
    """A secret, a card or an account number stands in some field. What is personal beyond that is masked when the
    packet leaves, and stays here for those who may read it (ESC-16)."""
    return any(spans(said, NEVER) for parts in values.values() for said in parts.values())
