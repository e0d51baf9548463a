"""Who may change people, teams and tokens. Rows without a number are decided in docs/decisions.md."""

from supportdesk.accounts.matrix import allows, decide, matrix
from supportdesk.errors import NotAllowed

RULES = matrix("""
                  JA     AN     SA     TL     SM     ER     IC     RQ     AU     OA
    invite        D      D      D      D      D      D      D      D      D      A
    deactivate    D      D      D      D      D      D      D      D      D      L
    reactivate    D      D      D      D      D      D      D      D      D      L
    change_person D      D      D      D      D      D      D      D      D      L
    reset_access  D      D      D      D      D      D      D      D      D      L
    grant_role    D      D      D      D      D      D      D      D      D      L
    revoke_role   D      D      D      D      D      D      D      D      D      A
    issue_token   D      D      D      D      Q:OA   D      D      D      R      A      # C 72
    revoke_token  L      L      L      L      L      L      L      L      L      A
    join_team     D      D      D      L      A      D      D      D      D      L      # C 98
    leave_team    D      D      D      L      A      D      D      D      D      L      # C 98
    give_duty     D      D      D      L      A      D      D      D      D      L      # C 98
    end_duty      D      D      D      L      A      D      D      D      D      L      # C 98
    delegate      D      D      L      L      L      D      L      D      D      D
    end_delegation D     D      L      L      L      D      L      D      D      D
    set_stage     D      D      D      L      A      D      D      D      D      D
    review_replies D     D      D      L      A      D      D      D      D      D
    change_profile L     L      L      L      L      L      L      L      L      L
    reveal        L      L      L      L      L      D      D      L      R      D      # C 73
    add_team      D      D      D      D      D      D      D      D      D      A
    change_team   D      D      D      D      D      D      D      D      D      A
    change_region D      D      D      D      D      D      D      D      D      A
    add_customer  D      D      D      D      D      D      D      D      D      A
    change_customer D    D      D      D      A      D      D      D      D      A
""")


def own_approvals(by, delegation):
    """One's own, in a role that one holds."""
    return delegation.giver_id == by.person.pk and delegation.role in by.person.roles


def own_team(by, thing):
    """A team, or somebody's place or duty in one."""
    return getattr(thing, "team_id", thing.pk) in by.person.scope.led


def led_by_oneself(by, person):
    return person.pk != by.person.pk and not by.person.scope.led.isdisjoint(person.scope.teams)


def somebody_else(by, thing):
    return subject_person_id(thing) != by.person.pk


def oneself(by, person):
    return person.pk == by.person.pk


def own_token(by, token):
    return token.person_id == by.person.pk


def reason_given(by, look):
    return bool(look.reason.strip())


def own_data(by, look):
    return look.person.pk == by.person.pk


LIMITS = {
    "reveal": dict.fromkeys(("JA", "AN", "SA", "TL", "SM"), reason_given) | {"RQ": own_data},
    "deactivate": somebody_else,
    "reactivate": somebody_else,
    "change_person": somebody_else,
    "reset_access": somebody_else,
    "grant_role": somebody_else,
    "revoke_token": own_token,
    "join_team": {"TL": own_team, "OA": somebody_else},
    "leave_team": {"TL": own_team, "OA": somebody_else},
    "give_duty": {"TL": own_team, "OA": somebody_else},
    "end_duty": {"TL": own_team, "OA": somebody_else},
    "delegate": own_approvals,
    "end_delegation": own_approvals,
    "set_stage": {"TL": led_by_oneself},
    "review_replies": {"TL": own_team},
    "change_profile": oneself,
}


def subject_person_id(thing):
    return getattr(thing, "person_id", thing.pk)


def within_reach(by, thing):
    """Staff of one organisation administer only that organisation; the provider's staff, all."""
    return by.person.organisation_id in (None, getattr(thing, "organisation_id", None))


def require(by, action, thing):
    decide(RULES, LIMITS, by, action, thing)
    if not within_reach(by, thing):
        raise NotAllowed(action, limit="only: own organisation")


def can(by, action, thing):
    return within_reach(by, thing) and allows(RULES, LIMITS, by, action, thing)
