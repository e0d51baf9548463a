"""Who says how it was."""

from supportdesk.accounts.matrix import allows, decide, matrix

RULES = matrix("""
                     JA  AN  SA  TL  SM  ER  IC  RQ  AU  OA
    answer_survey    D   D   D   D   D   D   D   L   D   D
""")


def asked_oneself(by, survey) -> bool:
    """Nobody answers for somebody else, and nobody of the desk at all."""
    return survey.person_id == by.person.pk and not by.person.serves


LIMITS = {"answer_survey": asked_oneself}


def require(by, action, survey) -> None:
    decide(RULES, LIMITS, by, action, survey)


def can(by, action, survey) -> bool:
    return allows(RULES, LIMITS, by, action, survey)
