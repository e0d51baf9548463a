"""Who may say when somebody hears of something: everybody of the desk for themself. Decided in docs/decisions.md."""

from supportdesk.accounts.matrix import decide, matrix

RULES = matrix("""
                  JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA     PM     QE     CS     FN     SO
    set_hearing   L      L      L      L      L      L      L      D      L      L      L      L      L      L      L
""")


def oneself(by, person):
    return person.pk == by.person.pk


LIMITS = {"set_hearing": oneself}


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)
