"""Who may write, publish, try and retire playbooks. The number behind a row is that of requirements C."""

from supportdesk.accounts.matrix import allows, decide, matrix, verdict
from supportdesk.approvals import gate
from supportdesk.errors import NeedsApproval, NotAllowed

RULES = matrix("""
                        JA       AN     SA        TL     SM   ER     IC   RQ   AU   OA
    publish_response    D        Q:TL   Q:TL+ER   Q:ER   A    A      A    D    R    D     # C 54
    draft_playbook      A        A      A         A      A    A      A    D    D    A     # C 56
    publish_playbook    Q:SA/TL  A      A         A      A    Q:SA   -    D    D    A     # C 57
    retire_playbook     Q:SA     L      A         A      A    D      -    D    D    A     # C 60
    test_playbook       D        A      A         A      A    A      A    D    D    A
""")
APPROVED = frozenset({"publish_response", "publish_playbook"})


def own_article(by, playbook) -> bool:
    return playbook.owner_id == by.person.pk


LIMITS = {"retire_playbook": {"AN": own_article}}


def within_reach(by):
    """Playbooks are the whole desk's: staff of one organisation change none of them."""
    return by.person.organisation_id is None


def require(by, action, thing) -> None:
    """Raise NotAllowed or NeedsApproval. What was granted for these very words is used up (ROLE-03)."""
    if not within_reach(by):
        raise NotAllowed(action, limit="only: own organisation")
    if action in APPROVED:
        gate.require(RULES, LIMITS, by, action, thing, {"version": thing.version})
    else:
        decide(RULES, LIMITS, by, action, thing)


def need(by, action, thing):
    if not within_reach(by):
        return NotAllowed(action, limit="only: own organisation")
    return verdict(RULES, LIMITS, by, action, thing)


def can(by, action, thing) -> bool:
    return within_reach(by) and allows(RULES, LIMITS, by, action, thing)


def asks(by, action, thing) -> bool:
    """Whether somebody else's word is what is lacking."""
    return isinstance(need(by, action, thing), NeedsApproval)
