"""Who answers for a breach, and who decides what it costs. The number behind a row is that of requirements C."""

from supportdesk.accounts.matrix import allows, decide, matrix, verdict
from supportdesk.approvals import gate

RULES = matrix("""
                      JA    AN    SA    TL    SM       ER    IC    RQ    AU    OA
    explain_breach    L     L     L     L     A        L     L     D     D     D
""")
RULES |= matrix("""
                      JA    AN    SA    TL    SM       ER    IC    RQ    AU    OA    CS    FN
    grant_credit      Q:SM  Q:SM  Q:SM  Q:SM  Q:CS/FN  D     D     -     R     D     A     A     # C 20
    refuse_credit     D     D     D     D     A        D     D     D     D     D     A     A
""")


def owns(by, reason) -> bool:
    return reason.ticket.owner_id == by.person.pk


def owns_or_leads(by, reason) -> bool:
    return owns(by, reason) or reason.ticket.queue.team_id in by.person.scope.led


LIMITS = {
    "explain_breach": dict.fromkeys(("JA", "AN", "SA", "ER", "IC"), owns) | {"TL": owns_or_leads},
}


def require(by, action, thing, **arguments) -> None:
    """Raise NotAllowed or NeedsApproval. A credit that was approved with this very amount is used up (ROLE-03)."""
    if action == "grant_credit":
        gate.require(RULES, LIMITS, by, action, thing, arguments)
    else:
        decide(RULES, LIMITS, by, action, thing)


def need(by, action, thing):
    return verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing) -> bool:
    return allows(RULES, LIMITS, by, action, thing)
