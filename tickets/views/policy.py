"""Who may keep which view: everybody who serves the own ones, a lead those of the led teams, managers and admins
those for everybody. Decided in docs/decisions.md."""

from supportdesk.accounts.matrix import allows, decide, matrix

RULES = matrix("""
                    JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    keep_view       L      L      L      L      L      L      L      D      D      L
""")


def own_view(by, view) -> bool:
    return view.owner_id == by.person.pk


def own_or_led_view(by, view) -> bool:
    return own_view(by, view) or view.team_id in by.person.scope.led


def own_or_shared_view(by, view) -> bool:
    return view.owner_id in (None, by.person.pk)


LIMITS = {
    "keep_view": {
        **dict.fromkeys(("JA", "AN", "SA", "ER", "IC"), own_view),
        "TL": own_or_led_view,
        **dict.fromkeys(("SM", "OA"), own_or_shared_view),
    }
}


def require(by, action, view) -> None:
    decide(RULES, LIMITS, by, action, view)


def can(by, action, view) -> bool:
    return allows(RULES, LIMITS, by, action, view)
