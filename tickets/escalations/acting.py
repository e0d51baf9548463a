"""Which acts there are, who may, and from where: for buttons, pages and the API alike."""

from collections.abc import Mapping

from supportdesk.accounts.models import Role

from . import policy, workflow
from .states import State, Target

RECEIVER, SUPPORT = "receive", "compose"
RIGHTS: Mapping[str, str] = {
    "ask_review": SUPPORT,
    "send_back": "review_packet",
    "submit": "submit",
    "acknowledge": RECEIVER,
    "accept": RECEIVER,
    "return": RECEIVER,
    "redirect": RECEIVER,
    "decline": RECEIVER,
    "work": RECEIVER,
    "report": RECEIVER,
    "fix": RECEIVER,
    "answer": SUPPORT,
    "contest": SUPPORT,
    "overrule": "settle_contest",
    "uphold": "settle_contest",
    "follow_up": SUPPORT,
    "remind": SUPPORT,
    "close": SUPPORT,
    "withdraw": SUPPORT,
}


def offered(escalation, by) -> list[str]:
    """The acts that are possible now for this person, in the order of the workflow."""
    return [name for name in workflow.permitted(escalation.state) if name in RIGHTS and may(escalation, by, name)]


def may(escalation, by, name) -> bool:
    right = RIGHTS[name]
    if right == "submit":
        reviewed = escalation.state != State.IN_REVIEW or policy.can(by, "review_packet", escalation)
        return reviewed and policy.can(by, policy.ESCALATE[Target(escalation.target)], escalation)
    if right == RECEIVER and escalation.sender_id == by.person.pk:
        return False
    if name == "contest" and escalation.contested_at:
        return False
    if right == "settle_contest" and (escalation.contested_at is None or escalation.contest_settled_at):
        return False
    return policy.can(by, policy.receiving(escalation) if right == RECEIVER else right, escalation)


def rates(escalation, by) -> bool:
    return escalation.acknowledged_at is not None and policy.can(by, policy.receiving(escalation), escalation)


def may_begin(by, made, target) -> bool:
    """A junior begins also what a lead has to look at before it goes (ESC-09)."""
    made.target = target
    reviewed = target == Target.ENGINEERING and by.person.has_role(Role.JA)
    return policy.can(by, "compose" if reviewed else policy.ESCALATE[target], made)
