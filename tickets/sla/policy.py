"""Who may change what is promised, and in which hours."""

from supportdesk.accounts.matrix import allows, decide, matrix, verdict
from supportdesk.accounts.standing import nobody_approves
from supportdesk.approvals import gate
from supportdesk.errors import NeedsApproval, NotAllowed

RULES = matrix("""
                      JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    draft_terms       D      D      A      A      A      D      D      D      D      A
    publish_terms     D      D      Q:SM   Q:SM   A      L      D      D      R      Q:SM   # C 66
""")


def approved_change(by, thing):
    """A desk that has no manager yet is being set up, and its admin answers for it."""
    return nobody_approves()


def cosigns_operating_level(by, thing):
    """Engineering agrees to the promises it keeps itself; the hours of the desk are none of them."""
    return False


LIMITS = {"publish_terms": {"OA": approved_change, "ER": cosigns_operating_level}}


def within_reach(by):
    """What is promised is the whole desk's: staff of one organisation change none of it."""
    return by.person.organisation_id is None


def require(by, action, thing):
    """Raise NotAllowed or NeedsApproval. What was granted for these very words of a draft is used up (ROLE-03)."""
    if not within_reach(by):
        raise NotAllowed(action, limit="only: own organisation")
    if action == "publish_terms":
        gate.require(RULES, LIMITS, by, action, thing, {"version": thing.version})
    else:
        decide(RULES, LIMITS, by, action, thing)


def need(by, action, thing):
    """What the matrix says: nothing, or the refusal."""
    if not within_reach(by):
        return NotAllowed(action, limit="only: own organisation")
    return verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing):
    return within_reach(by) and allows(RULES, LIMITS, by, action, thing)


def open_to(by, action, thing):
    """At once, or with somebody's word: there is something to press."""
    refusal = need(by, action, thing)
    return refusal is None or isinstance(refusal, NeedsApproval)
