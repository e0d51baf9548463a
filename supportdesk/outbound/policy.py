"""Who may say when somebody hears of something: everybody of the desk for themself. Who keeps webhooks is C 72."""

from supportdesk.accounts.matrix import allows, decide, matrix

RULES = matrix("""
                  JA    AN    SA    TL    SM    ER    IC    RQ    AU    OA    PM    QE    CS    FN    SO
    set_hearing   L     L     L     L     L     L     L     D     L     L     L     L     L     L     L
    set_notices   L     L     L     L     L     L     L     D     L     L     L     L     L     L     L
    keep_webhooks D     D     D     D     Q:OA  D     D     D     R     A     D     D     D     D     D  # C 72
    send_again    D     A     A     A     A     D     D     D     D     A     D     D     D     D     D
""")


def oneself(by, person):
    return person.pk == by.person.pk


LIMITS = {"set_hearing": oneself, "set_notices": oneself}


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)


def can(by, action, thing):
    """The same cell as `require`, for buttons and forms."""
    return allows(RULES, LIMITS, by, action, thing)
