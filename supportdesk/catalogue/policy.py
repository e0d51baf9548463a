"""Who may change what tickets are filed under."""

from supportdesk.accounts.matrix import allows, decide, matrix
from supportdesk.accounts.standing import nobody_approves
from supportdesk.catalogue.models import Queue
from supportdesk.errors import NotAllowed

RULES = matrix("""
                      JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    change_taxonomy   Q:TL   Q:TL   Q:TL   A      A      D      D      D      R      L      # C 63
    change_queue      Q:TL   Q:TL   Q:TL   L      A      D      D      D      R      L      # C 64
""")


def own_team(by, queue):
    return queue.team_id in by.person.scope.led


def approved_change(by, thing):
    """Approved is what a manager does. A desk that has none yet is being set up, and its admin answers for it."""
    return nobody_approves()


LIMITS = {
    "change_taxonomy": approved_change,
    "change_queue": {"TL": own_team, "OA": approved_change},
}


def right(thing):
    return "change_queue" if isinstance(thing, Queue) else "change_taxonomy"


def within_reach(by, thing):
    return by.person.organisation_id in (None, getattr(thing, "organisation_id", None))


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)
    if not within_reach(by, thing):
        raise NotAllowed(action, limit="only: own organisation")


def can(by, action, thing):
    return within_reach(by, thing) and allows(RULES, LIMITS, by, action, thing)
