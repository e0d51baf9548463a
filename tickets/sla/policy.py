"""Who may change what is promised, and in which hours."""

from supportdesk.accounts.matrix import decide, matrix
from supportdesk.accounts.standing import nobody_approves
from supportdesk.errors import NotAllowed

RULES = matrix("""
                      JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    set_hours         D      D      Q:SM   Q:SM   A      L      D      D      R      L      # C 66
""")


def approved_change(by, thing):
    """Approved is what a manager does. A desk that has none yet is being set up, and its admin answers for it."""
    return nobody_approves()


def cosigns_operating_level(by, thing):
    """Engineering agrees to the promises it keeps itself; the hours of the desk are none of them."""
    return False


LIMITS = {"set_hours": {"OA": approved_change, "ER": cosigns_operating_level}}


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)
    if by.person.organisation_id is not None:
        raise NotAllowed(action, limit="only: own organisation")
