"""Who says which article had to do with a ticket: whoever works on it."""

from supportdesk.accounts.matrix import allows, decide, matrix

RULES = matrix("""
                   JA  AN  SA  TL  SM  ER  IC  RQ  AU  OA
    cite_article   A   A   A   A   A   A   A   D   D   D
    uncite_article A   A   A   A   A   A   A   D   D   D
    write_up       A   A   A   A   A   A   A   D   D   D
""")
LIMITS: dict = {}


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)


def can(by, action, thing):
    return allows(RULES, LIMITS, by, action, thing)
