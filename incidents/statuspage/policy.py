"""Who speaks to the public. The number behind a row is that of requirements C."""

from supportdesk.accounts import reach
from supportdesk.accounts.matrix import decide, matrix, verdict
from supportdesk.approvals import gate
from supportdesk.catalogue.policy import approved_change

RULES = matrix("""
                      JA    AN    SA    TL    SM    ER    IC    RQ    AU    OA
    post_status       D     D     Q:IC  Q:IC  A     Q:IC  A     D     D     L     # C 43
    set_health        D     D     Q:IC  Q:IC  A     Q:IC  A     D     D     L     # C 43
    draft_notice      D     D     A     A     A     A     A     D     D     A
    withdraw_notice   D     D     D     D     A     D     A     D     D     D
    keep_status_page  D     D     D     D     A     D     A     D     D     A
""")
LIMITS = {"post_status": approved_change, "set_health": approved_change}
ASKED = ("post_status", "set_health")


def require(by, action, thing, **arguments):
    """Raise NotAllowed or NeedsApproval; what was approved in these very words is used up (ROLE-03). What is said to
    everybody is not said by staff of one organisation."""
    reach.require(by, action)
    if action in ASKED:
        gate.require(RULES, LIMITS, by, action, thing, arguments)
    else:
        decide(RULES, LIMITS, by, action, thing)


def need(by, action, thing):
    return reach.refusal(by, action) or verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing):
    return need(by, action, thing) is None
