"""Who may change what is asked on the way in. The number behind a row is that of requirements C."""

from supportdesk.accounts.matrix import allows, decide, matrix, verdict
from supportdesk.approvals import gate
from supportdesk.errors import NeedsApproval, NotAllowed

RULES = matrix("""
                    JA     AN     SA   TL   SM   ER   IC   RQ   AU   OA
    propose_form    A      A      A    A    A    D    D    D    D    A
    change_form     Q:TL   Q:TL   L    A    A    D    D    D    D    A     # C 62
    retire_form     D      D      D    A    A    D    D    D    D    A
    fill_form       A      A      A    A    A    A    A    A    D    A
""")


def small_change_in_own_team(by, proposal) -> bool:
    """Wording of a form of a team of one's own, with no question more or less (DEC-08)."""
    return proposal.is_small and proposal.team_id in by.person.scope.teams


LIMITS = {"change_form": {"SA": small_change_in_own_team}}


def within_reach(by, action):
    """A form is the whole desk's: staff of one organisation fill it in and change none."""
    return action == "fill_form" or by.person.organisation_id is None


def require(by, action, thing) -> None:
    """Raise NotAllowed or NeedsApproval. What was granted for this very content is used up (ROLE-03)."""
    if not within_reach(by, action):
        raise NotAllowed(action, limit="only: own organisation")
    if action == "change_form":
        gate.require(RULES, LIMITS, by, action, thing, {"version": thing.version})
    else:
        decide(RULES, LIMITS, by, action, thing)


def need(by, action, thing):
    """What the matrix says: nothing, or the refusal."""
    if not within_reach(by, action):
        return NotAllowed(action, limit="only: own organisation")
    return verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing) -> bool:
    return within_reach(by, action) and allows(RULES, LIMITS, by, action, thing)


def asks(by, action, thing) -> bool:
    """Whether somebody else's word is what is lacking."""
    return isinstance(need(by, action, thing), NeedsApproval)
