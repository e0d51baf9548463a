"""Who may ask, and who may answer. What needs an approval, and whose, is said by the cells of the other apps."""

from supportdesk.accounts.matrix import allows, decide, matrix

from .standing import answering_for

RULES = matrix("""
                       JA  AN  SA  TL  SM  ER  IC  RQ  AU  OA  SO  CS  FN
    ask_approval       A   A   A   A   A   A   A   D   D   A   D   D   D
    withdraw_approval  L   L   L   L   L   L   L   D   D   L   D   D   D
    decide_approval    D   L   L   L   L   L   L   D   L   L   L   L   L
""")


def asked_by_oneself(by, approval):
    return approval.asked_by_id == by.person.pk


def asked_of_oneself(by, approval):
    """Somebody else asked, this person has not granted it before, and it is their role's turn or that of somebody
    they stand in for."""
    person = by.person
    if asked_by_oneself(by, approval) or person.pk in approval.granted_by or person.is_machine:
        return False
    return answering_for(person, approval) is not None


LIMITS = {"withdraw_approval": asked_by_oneself, "decide_approval": asked_of_oneself}


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)


def can(by, action, thing):
    return allows(RULES, LIMITS, by, action, thing)
