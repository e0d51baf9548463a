"""What the linter says: one offender for each sentence, and silence about the presets."""

import pytest

from tests.tickets.sla.terms import ALWAYS, FRIDAY, HOUR, OFFICE, SELDOM, policy
from tickets.sla.lint import World, findings
from tickets.sla.models import Policy
from tickets.sla.queries import policies_in_force
from tickets.sla.world import findings_of

CLOSED = {"priority": (1, 2, 3, 4), "tier": ("standard", "silver", "gold")}
WORLD = World(
    {"queue": {"network": "Network"}, "type": {"incident": "Incident"}, "priority": {1: "P1", 2: "P2"}},
    {"queue": {"old": "Old queue"}},
    CLOSED,
)
EVERYTHING = policy("everything")
P2 = policy("p2", priority=2)


def said(one, others=(EVERYTHING,)):
    """(code, field, grave) of each sentence."""
    return [(found.code, found.field, found.grave) for found in findings(one, others, WORLD)]


def words(one, others=(EVERYTHING,)):
    return " ".join(found.words for found in findings(one, others, WORLD))


def test_nothing_speaks_against_an_ordinary_policy():
    assert said(P2) == []


def test_two_policies_with_the_same_conditions_and_position():
    twin = policy("again", priority=2)
    assert ("twin", "position", True) in said(twin, [EVERYTHING, P2])
    assert "“P2” has the same conditions and the same position" in words(twin, [EVERYTHING, P2])


def test_a_policy_that_can_never_apply():
    late = policy("late", priority=2, position=90)
    assert said(late, [EVERYTHING, P2]) == [("shadowed", "position", True)]
    assert words(late, [EVERYTHING, P2]) == "It would never apply: “P2” always goes before it."


def test_a_policy_that_takes_all_from_another():
    early = policy("early", priority=2, position=1)
    assert said(early, [EVERYTHING, P2]) == [("ousts", "position", True)]
    assert "“P2” would never apply any more" in words(early, [EVERYTHING, P2])


def test_the_next_version_does_not_fight_the_one_it_replaces():
    assert said(policy("p2", priority=2, position=3), [EVERYTHING, P2]) == []


@pytest.mark.parametrize(
    ("targets", "field"),
    [
        ({"first_response": (2 * HOUR, ALWAYS), "resolution": (HOUR, ALWAYS)}, "first_response"),
        ({"acknowledge": (2 * HOUR, OFFICE), "first_response": (HOUR, OFFICE)}, "acknowledge"),
        ({"acknowledge": (2 * HOUR, OFFICE), "resolution": (HOUR, OFFICE)}, "acknowledge"),
    ],
)
def test_targets_out_of_order(targets, field):
    one = policy("p2", priority=2, targets=targets)
    assert said(one) == [("order", field, True)]
    assert "(2 h) would be due after" in words(one)


def test_an_update_that_is_due_after_the_solution_is_only_odd():
    odd = policy("p2", priority=2, targets={"next_update": (9 * HOUR, OFFICE), "resolution": (8 * HOUR, OFFICE)})
    assert said(odd) == [("order", "next_update", False)]


def test_an_order_that_holds_by_day_and_not_at_the_weekend_is_said_with_an_example():
    """Trap: targets in different hours cannot be compared by their length."""
    mixed = policy("p2", priority=2, targets={"first_response": (4 * HOUR, OFFICE), "resolution": (8 * HOUR, ALWAYS)})
    assert said(mixed) == [("order", "first_response", False)]
    assert words(mixed).startswith("Opened Friday 17:00, first response would be due after resolution")


def test_an_order_that_never_holds_is_refused_across_hours_too():
    never = policy("p2", priority=2, targets={"first_response": (80 * HOUR, OFFICE), "resolution": (HOUR, ALWAYS)})
    assert said(never) == [("order", "first_response", True)]


@pytest.mark.parametrize("goal", ["acknowledge", "ask"])
def test_start_and_pause_that_exclude_each_other(goal):
    """Trap: a clock that pauses on what starts it never runs."""
    targets = {goal: (HOUR, ALWAYS), "resolution": (9 * HOUR, ALWAYS)}
    still = policy("p2", priority=2, targets=targets)
    next(one for one in still.targets_cached if one.goal == goal).pauses = True
    assert said(still) == [("stands_still", goal, True)]


def test_a_target_longer_than_the_calendar_can_reach():
    far = policy("p2", priority=2, targets={"resolution": (50 * HOUR, SELDOM)})
    assert said(far) == [("reach", "resolution", True)]
    assert "50 h in hours that are open 5 min a week would take more than ten years" in words(far)
    assert said(policy("p2", priority=2, targets={"resolution": (6 * HOUR, SELDOM)})) == [("long", "resolution", False)]


def test_a_policy_that_promises_nothing():
    assert said(policy("p2", priority=2, targets={})) == [("empty", "", True)]


def test_nobody_is_warned():
    assert said(policy("p2", priority=2, ladder=[])) == [("unwarned", "ladder", False)]


def test_a_condition_that_names_what_is_retired_or_was_never_there():
    assert said(policy("old", queue="old")) == [("retired", "queue", True)]
    assert "“Old queue” is retired" in words(policy("old", queue="old"))
    assert said(policy("odd", queue="nowhere")) == [("unknown", "queue", True)]


def test_withdrawing_the_last_resort_is_refused_and_what_was_open_before_is_only_said():
    gone = policy("everything", withdrawn=True)
    assert said(gone, [EVERYTHING, P2]) == [("fallback", "", True)]
    assert "Nothing would be promised to a ticket of priority 1" in words(gone, [EVERYTHING, P2])
    assert said(P2, []) == [("fallback", "", False)]


def test_where_all_priorities_have_a_policy_the_last_resort_may_go():
    four = [policy(f"p{number}", priority=number) for number in (1, 2, 3, 4)]
    assert said(policy("everything", withdrawn=True), [EVERYTHING, *four]) == []


def test_the_presets_contradict_nothing(db):
    """SLA-19: what a fresh desk has could be published again as it stands."""
    presets = policies_in_force(FRIDAY)
    assert [one for policy in presets for one in findings_of(policy) if one.grave] == []
    assert {policy.key for policy in presets} == {"p1", "p2", "p3", "p4", "standard"}


def test_a_version_that_is_to_come_is_named(db):
    p1 = Policy.objects.get(key="p1")
    Policy.objects.create(key="p1", version=2, name="P1", priority=1, effective_from=FRIDAY.replace(year=2030))
    assert [one.code for one in findings_of(p1) if one.field == "effective_from"] == ["scheduled"]
