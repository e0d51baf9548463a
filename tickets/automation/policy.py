"""Who may change how tickets are routed. The number behind a row is that of requirements C."""

from supportdesk.accounts.matrix import allows, decide, matrix, verdict
from supportdesk.approvals import gate
from supportdesk.catalogue.policy import approved_change, own_team
from supportdesk.errors import NeedsApproval, NotAllowed

RULES = matrix("""
                       JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    change_routing     Q:TL   Q:TL   Q:TL   L      A      D      D      D      R      L      # C 64
    keep_skills        D      D      D      A      A      D      D      D      D      A
    set_availability   L      L      L      L      A      L      L      D      D      D
""")


def own_availability(by, person):
    return person.pk == by.person.pk


def own_or_led(by, person):
    return own_availability(by, person) or not by.person.scope.led.isdisjoint(person.scope.teams)


LIMITS = {
    "change_routing": {"TL": own_team, "OA": approved_change},
    "set_availability": dict.fromkeys(("JA", "AN", "SA", "ER", "IC"), own_availability) | {"TL": own_or_led},
}


def within_reach(by, thing):
    return by.person.organisation_id in (None, getattr(thing, "organisation_id", None))


def require(by, action, thing, **arguments) -> None:
    """Raise NotAllowed or NeedsApproval. An approval that was granted for this queue is used up (ROLE-03)."""
    if not within_reach(by, thing):
        raise NotAllowed(action, limit="only: own organisation")
    if action == "change_routing":
        gate.require(RULES, LIMITS, by, action, thing, arguments)
    else:
        decide(RULES, LIMITS, by, action, thing)


def can(by, action, thing) -> bool:
    return within_reach(by, thing) and allows(RULES, LIMITS, by, action, thing)


def open_to(by, action, thing) -> bool:
    """At once, or with somebody's word: there is something to press."""
    refusal = verdict(RULES, LIMITS, by, action, thing)
    return within_reach(by, thing) and (refusal is None or isinstance(refusal, NeedsApproval))
