"""Who asks what another promise would have meant: whoever may draft it (C 66). Readers of drafts read the answers."""

from supportdesk.accounts.matrix import allows, decide, matrix
from supportdesk.errors import NotAllowed
from tickets.sla.models.draft import READERS

RULES = matrix("""
                JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    ask         D      D      A      A      A      D      D      D      D      A
    stop        D      D      L      L      A      D      D      D      D      A
    stop_run    D      D      D      D      A      D      D      D      D      L
""")


def own_question(by, what_if):
    return what_if.asked_by_id == by.person.pk


def own_run(by, run):
    return run.asked_by_id == by.person.pk


LIMITS = {"stop_run": {"OA": own_run}, "stop": {"SA": own_question, "TL": own_question}}


def reads(person) -> bool:
    """For everybody else there are no what-ifs."""
    return person.is_active and person.serves_everybody and not READERS.isdisjoint(person.roles)


def require(by, action, thing) -> None:
    decide(RULES, LIMITS, by, action, thing)
    if not by.person.is_system and not by.person.serves_everybody:
        raise NotAllowed(action, limit="only: own organisation")


def can(by, action, thing) -> bool:
    return reads(by.person) and allows(RULES, LIMITS, by, action, thing)
