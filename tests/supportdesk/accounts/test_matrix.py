"""Deciding, without a database: a table, an actor and a thing."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from supportdesk.accounts.matrix import Cell, allows, decide, matrix
from supportdesk.errors import NeedsApproval, NotAllowed, Refused

RULES = matrix("""
              JA        AN      SA      TL     RQ
    reply     A         A       A       A      L      # C 16
    raise     Q:TL/SA   L       L       A      D
    waive     Q:SM+SO   Q:SM    D       R      -
""")


def small(by, thing):
    return thing.size < 3


def own_request(by, thing):
    return thing.requester == by.person.pk


LIMITS = {"reply": own_request, "raise": {"AN": small, "SA": own_request}}


def actor(*roles, via="browser", active=True, system=False):
    return SimpleNamespace(person=SimpleNamespace(pk=7, roles=list(roles), is_active=active, is_system=system), via=via)


def thing(size=9, requester=1):
    return SimpleNamespace(pk=1, size=size, requester=requester)


def test_a_table_reads_as_it_is_written():
    assert RULES["raise"] == {
        "JA": Cell("Q", ("TL", "SA")),
        "AN": Cell("L"),
        "SA": Cell("L"),
        "TL": Cell("A"),
        "RQ": Cell("D"),
    }


@pytest.mark.parametrize("cell", ["X", "a", "Q", "Q:", "A:TL", "AL"])
def test_a_table_with_an_unknown_code_is_refused(cell):
    with pytest.raises(ValueError, match="no cell"):
        matrix(f"JA\nreply {cell}")


def test_a_table_with_a_missing_cell_is_refused():
    with pytest.raises(ValueError, match="reply has 1 cells for 2 roles"):
        matrix("JA AN\nreply A")


def test_a_cell_that_allows_lets_pass():
    decide(RULES, LIMITS, actor("JA"), "reply", thing())


def test_a_cell_that_denies_refuses_and_names_the_action():
    with pytest.raises(NotAllowed, match="You may not raise here"):
        decide(RULES, LIMITS, actor("RQ"), "raise", thing())


@pytest.mark.parametrize("role", ["SA", "TL", "RQ"])
def test_denying_reading_only_and_never_arising_all_refuse(role):
    with pytest.raises(NotAllowed):
        decide(RULES, LIMITS, actor(role), "waive", thing())


def test_a_limit_that_holds_lets_pass_and_one_that_fails_is_named_in_words():
    decide(RULES, LIMITS, actor("RQ"), "reply", thing(requester=7))
    with pytest.raises(NotAllowed, match="only: own request") as refusal:
        decide(RULES, LIMITS, actor("RQ"), "reply", thing(requester=8))
    assert refusal.value.limit == "only: own request"


def test_each_role_has_its_own_limit():
    decide(RULES, LIMITS, actor("AN"), "raise", thing(size=1))
    with pytest.raises(NotAllowed, match="only: own request"):
        decide(RULES, LIMITS, actor("SA"), "raise", thing(size=1))


def test_several_failed_limits_are_all_named():
    with pytest.raises(NotAllowed, match="only: own request or small"):
        decide(RULES, LIMITS, actor("AN", "SA"), "raise", thing())


def test_a_cell_that_asks_names_who_may_grant():
    with pytest.raises(NeedsApproval) as refusal:
        decide(RULES, LIMITS, actor("JA"), "raise", thing())
    assert refusal.value.role == "TL or SA"


def test_the_most_generous_of_several_roles_counts():
    decide(RULES, LIMITS, actor("RQ", "TL"), "raise", thing())
    decide(RULES, LIMITS, actor("JA", "AN"), "raise", thing(size=1))
    with pytest.raises(NeedsApproval):
        decide(RULES, LIMITS, actor("JA", "AN"), "raise", thing(size=5))


def test_a_role_without_a_column_may_nothing():
    with pytest.raises(NotAllowed):
        decide(RULES, LIMITS, actor("PM"), "reply", thing())


def test_a_closed_account_may_nothing():
    with pytest.raises(NotAllowed, match="this account is closed"):
        decide(RULES, LIMITS, actor("TL", active=False), "reply", thing())


def test_an_ai_may_nothing_unattended_in_whosever_name():
    with pytest.raises(NotAllowed, match="a machine may never do this unattended"):
        decide(RULES, LIMITS, actor("TL", via="ai"), "reply", thing())
    with pytest.raises(NotAllowed):
        decide(RULES, LIMITS, actor(via="ai", system=True), "reply", thing())


def test_the_clock_and_an_import_do_what_was_decided_before():
    decide(RULES, LIMITS, actor(via="clock", system=True), "raise", thing())
    decide(RULES, LIMITS, actor("RQ", via="import", active=False), "raise", thing())


def test_a_person_cannot_pass_for_the_clock_and_an_api_client_is_no_clock():
    with pytest.raises(NotAllowed):
        decide(RULES, LIMITS, actor("RQ", via="clock"), "raise", thing())
    with pytest.raises(NotAllowed):
        decide(RULES, LIMITS, actor("RQ", via="api", system=True), "raise", thing())


def test_role_01_a_refusal_is_logged_and_an_unlit_button_is_not():
    """ROLE-01: who was refused what, where and through which door is one line in the log."""
    with capture_logs() as lines:
        assert not allows(RULES, LIMITS, actor("RQ"), "raise", thing())
        with pytest.raises(NotAllowed):
            decide(RULES, LIMITS, actor("RQ", via="api"), "raise", thing())
    (line,) = lines
    assert (line["event"], line["action"], line["code"], line["person"], line["via"], line["subject_id"]) == (
        "refused",
        "raise",
        "not_allowed",
        7,
        "api",
        1,
    )


ROLES = ["JA", "AN", "SA", "TL"]
CODES = ["A", "L", "Q:SM", "R", "D", "-"]


@given(
    cells=st.fixed_dictionaries({role: st.sampled_from(CODES) for role in ROLES}),
    held=st.lists(st.sampled_from([*ROLES, "PM"]), unique=True),
    via=st.sampled_from(["browser", "api", "mail", "rule", "clock", "import", "ai"]),
    active=st.booleans(),
    system=st.booleans(),
    holds=st.booleans(),
)
def test_any_table_is_decided_as_the_plain_rule_says(cells, held, via, active, system, holds):
    rules = matrix(f"{' '.join(cells)}\nact {' '.join(cells.values())}")

    def bound(by, thing):
        return holds

    by = actor(*held, via=via, active=active, system=system)
    try:
        decide(rules, {"act": bound}, by, "act", thing())
        outcome = "allowed"
    except Refused as refusal:
        outcome = refusal.code
    assert outcome == plainly([cells.get(role, "D") for role in held], via, active, system, holds)


def plainly(codes, via, active, system, holds):
    """The same rule told the long way round, best outcome last."""
    outcome = "not_allowed"
    for wanted, result in (("Q:SM", "needs_approval"), ("L" if holds else "", "allowed"), ("A", "allowed")):
        if wanted in codes:
            outcome = result
    if not active:
        outcome = "not_allowed"
    if via == "import" or (via == "clock" and system):
        outcome = "allowed"
    return "not_allowed" if via == "ai" else outcome
