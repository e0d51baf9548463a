"""Who may decide for the desk."""

from supportdesk.accounts.matrix import allows, decide, matrix
from supportdesk.accounts.standing import nobody_approves
from supportdesk.errors import NotAllowed

RULES = matrix("""
                      JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    configure         D      D      Q:TL   Q:SM   A      D      D      D      R      L      # C 65
    set_target        D      D      L      A      A      D      D      D      R      L      # C 69
""")


def approved_change(by, thing):
    """Approved is what a manager does. A desk that has none yet is being set up, and its admin answers for it."""
    return nobody_approves()


def proposes_only(by, thing):
    """To whoever decides, in words; nothing holds by it."""
    return False


LIMITS = {"configure": approved_change, "set_target": {"SA": proposes_only, "OA": approved_change}}


def within_reach(by):
    """Settings are the whole desk's: staff of one organisation change none."""
    return by.person.organisation_id is None


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)
    if not within_reach(by):
        raise NotAllowed(action, limit="only: own organisation")


def can(by, action, thing):
    return within_reach(by) and allows(RULES, LIMITS, by, action, thing)
