"""Who may change approved wording. The number behind a row is that of requirements C."""

from supportdesk.accounts.matrix import allows, decide, matrix, verdict
from supportdesk.approvals import gate
from supportdesk.errors import NeedsApproval, NotAllowed

RULES = matrix("""
                     JA     AN        SA   TL   SM   ER   IC   RQ   AU   OA
    propose_macro    A      A         A    A    A    D    D    D    D    A
    change_macro     Q:TL   Q:TL/AN   L    A    A    D    -    D    D    A     # C 61
    retire_macro     D      D         L    A    A    D    D    D    D    A
""")


def small_change_in_own_team(by, thing) -> bool:
    """Wording of a team of one's own, with nothing else changed (DEC-08)."""
    return thing.is_small and thing.team_id in by.person.scope.teams


def own_team(by, macro) -> bool:
    return macro.live.team_id in by.person.scope.teams


LIMITS = {"change_macro": {"SA": small_change_in_own_team}, "retire_macro": {"SA": own_team}}


def within_reach(by):
    """Wording is the whole desk's: staff of one organisation change none of it."""
    return by.person.organisation_id is None


def require(by, action, thing) -> None:
    """Raise NotAllowed or NeedsApproval. What was granted for these very words is used up (ROLE-03)."""
    if not within_reach(by):
        raise NotAllowed(action, limit="only: own organisation")
    if action == "change_macro":
        gate.require(RULES, LIMITS, by, action, thing, {"version": thing.version})
    else:
        decide(RULES, LIMITS, by, action, thing)


def need(by, action, thing):
    """What the matrix says: nothing, or the refusal."""
    if not within_reach(by):
        return NotAllowed(action, limit="only: own organisation")
    return verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing) -> bool:
    return within_reach(by) and allows(RULES, LIMITS, by, action, thing)


def asks(by, action, thing) -> bool:
    """Whether somebody else's word is what is lacking."""
    return isinstance(need(by, action, thing), NeedsApproval)
