"""Who escalates, who receives, who keeps the matrix. The number behind a row is that of requirements C; rows without
one are decided in docs/decisions.md."""

from supportdesk.accounts import reach
from supportdesk.accounts.matrix import decide, matrix, verdict
from supportdesk.catalogue.policy import approved_change
from tickets.desk import policy as desk

from .states import Sender, Target

RULES = matrix("""
                          JA    AN    SA    TL    SM    ER    IC    RQ    AU    OA
    escalate_tier         A     A     -     A     A     -     -     -     -     -     # C 31
    escalate_engineering  L     A     A     A     A     -     A     D     D     D     # C 32
    verify_fix            L     A     A     A     A     A     -     L     D     D     # C 51
    keep_matrix           D     Q:TL  Q:SM  Q:SM  A     L     A     D     R     L     # C 55
    compose               A     A     A     A     A     A     A     D     D     D
    review_packet         D     D     A     A     A     D     D     D     D     D
    judge                 D     D     D     A     A     A     D     D     D     D
    keep_tracker          D     D     D     D     Q:OA  D     D     D     R     A     # C 72
""")
RULES |= matrix("""
                          JA    AN    SA    TL    SM    ER    IC    RQ    AU    OA    SO    PM
    receive               D     L     A     A     A     A     A     D     D     D     D     D    # C 33
    receive_security      D     D     A     A     A     A     A     D     D     D     A     D
    escalate_security     A     A     A     A     A     A     A     L     A     A     A     A    # C 34
    settle_contest        D     D     D     D     A     D     D     D     D     D     D     A
""")


def low_risk_case(by, escalation) -> bool:
    """What is grave or immediate is looked at by a lead first (C 32, ESC-09)."""
    return escalation.ticket.working_priority > 2 and not escalation.immediate


def receives_from_tier_one(by, escalation) -> bool:
    return escalation.target == Target.TIER and escalation.sender_kind == Sender.JUNIOR


def own_request(by, escalation) -> bool:
    return desk.own_request(by, escalation.ticket)


def documented_steps(by, escalation) -> bool:
    """A junior tries what the packet says, on the own case."""
    return by.person.pk in (escalation.sender_id, escalation.ticket.owner_id)


def own_service(by, lane) -> bool:
    """An engineer keeps the entries of the own group."""
    return lane.group_id in by.person.scope.teams


LIMITS = {
    "escalate_engineering": {"JA": low_risk_case},
    "receive": {"AN": receives_from_tier_one},
    "escalate_security": {"RQ": own_request},
    "verify_fix": {"JA": documented_steps, "RQ": own_request},
    "keep_matrix": {"ER": own_service, "OA": approved_change},
}
ESCALATE = {
    Target.TIER: "escalate_tier",
    Target.ENGINEERING: "escalate_engineering",
    Target.SECURITY: "escalate_security",
}


def receiving(escalation) -> str:
    """A security doubt is the security officers' too, whose seat is light otherwise."""
    return "receive_security" if escalation.target == Target.SECURITY else "receive"


EVERYBODYS = frozenset({"keep_matrix", "keep_tracker"})  # the whole desk's, not one organisation's


def require(by, action, thing) -> None:
    """Raise NotAllowed, or NeedsApproval where the cell says whose word it takes."""
    if action in EVERYBODYS:
        reach.require(by, action)
    decide(RULES, LIMITS, by, action, thing)


def need(by, action, thing):
    far = reach.refusal(by, action) if action in EVERYBODYS else None
    return far or verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing) -> bool:
    return need(by, action, thing) is None
