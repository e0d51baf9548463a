"""Who may change what tickets are filed under."""

from supportdesk.accounts.matrix import decide, matrix
from supportdesk.errors import NotAllowed

RULES = matrix("""
                      JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    change_taxonomy   Q:TL   Q:TL   Q:TL   A      A      D      D      D      R      L      # C 63
    change_queue      Q:TL   Q:TL   Q:TL   L      A      D      D      D      R      L      # C 64
""")


def own_team(by, queue):
    return queue.team_id in by.person.scope.led


def approved_change(by, thing):
    """No approval of a change is kept yet, so none has been given: leads and managers change the catalogue."""
    return False


LIMITS = {
    "change_taxonomy": approved_change,
    "change_queue": {"TL": own_team, "OA": approved_change},
}


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)
    if by.person.organisation_id not in (None, getattr(thing, "organisation_id", None)):
        raise NotAllowed(action, limit="only: own organisation")
