"""The ladder: read and written back, what it does, what it cannot mean, and the same in words."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import PersonFactory, QueueFactory, TeamFactory
from tests.tickets.sla.conftest import FRIDAY
from tickets.sla import ladder
from tickets.sla.ladder import Step
from tickets.sla.ladder_lint import lint
from tickets.sla.models import Policy
from tickets.sla.naming import missing, names

FACTS = {"goal": "resolution", "priority": 3, "tier": "gold", "queue": "network", "owned": True, "contractual": True}


def steps():
    words = st.sampled_from(["resolution", "first_response"])
    return st.builds(
        Step,
        percent=st.integers(1, 1000),
        actions=st.lists(st.sampled_from([*ladder.PLAIN, "tell:team:3", "transfer:network"]), unique=True).map(tuple),
        goals=st.lists(words, unique=True).map(tuple),
        priorities=st.lists(st.integers(1, 4), unique=True).map(tuple),
        tiers=st.lists(st.sampled_from(["gold", "silver"]), unique=True).map(tuple),
        queues=st.lists(st.sampled_from(["network", "desk"]), unique=True).map(tuple),
        unowned=st.booleans(),
        contractual=st.booleans(),
    )


@given(st.lists(steps(), max_size=8))
def test_what_is_written_is_read_back(several):
    assert ladder.read(ladder.written(several)) == tuple(several)


@given(st.lists(steps(), max_size=8))
def test_every_step_has_words(several):
    for one in several:
        assert ladder.words(one).startswith(f"At {one.percent} %")


def test_the_standard_tells_owner_then_lead_then_manager():
    """SLA-07 as it ships."""
    standard = ladder.standard((50, 75, 90))
    told = {step.percent: [action.removeprefix("tell:") for action in step.actions] for step in standard}
    assert told == {
        50: ["owner"],
        75: ["owner", "lead"],
        90: ["owner", "lead", "manager"],
        100: ["owner", "lead", "manager"],
    }


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({}, True),
        ({"goals": ("resolution",)}, True),
        ({"goals": ("first_response",)}, False),
        ({"priorities": (3, 4)}, True),
        ({"priorities": (1,)}, False),
        ({"tiers": ("gold",)}, True),
        ({"tiers": ("silver",)}, False),
        ({"queues": ("network",)}, True),
        ({"queues": ("desk",)}, False),
        ({"unowned": True}, False),
        ({"contractual": True}, True),
        ({"priorities": (3,), "tiers": ("silver",)}, False),
    ],
)
def test_every_condition_must_hold(condition, holds):
    assert Step(75, ("raise",), **condition).fits(FACTS) == holds


def test_what_several_steps_say_at_one_level_happens_once():
    both = [
        Step(75, ("tell:lead", "raise")),
        Step(75, ("tell:lead", "tell:owner"), priorities=(3,)),
        Step(90, ("raise",)),
    ]
    assert ladder.actions(both, 75, FACTS) == ["tell:lead", "raise", "tell:owner"]


def test_without_own_words_about_the_breach_the_standard_ones_stand():
    told = ladder.complete([Step(125, ("tell:manager",))])
    assert [step.percent for step in told] == [125, 100]
    assert ladder.complete([Step(100, ("tell:lead",))]) == (Step(100, ("tell:lead",)),)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "a list of at most"),
        ([1], "A level has"),
        ([{"percent": 75, "actions": ["raise"], "loud": True}], "A level has"),
        ([{"actions": ["raise"]}], "whole percentage"),
        ([{"percent": 0, "actions": ["raise"]}], "whole percentage"),
        ([{"percent": 1001, "actions": ["raise"]}], "whole percentage"),
        ([{"percent": 75.5, "actions": ["raise"]}], "whole percentage"),
        ([{"percent": True, "actions": ["raise"]}], "whole percentage"),
        ([{"percent": 75, "actions": ["shout"]}], "“shout”"),
        ([{"percent": 75, "actions": ["tell:team:ann"]}], "“tell:team:ann”"),
        ([{"percent": 75, "actions": "raise"}], "list of words"),
        ([{"percent": 75, "actions": ["raise"], "priorities": ["1"]}], "list of numbers"),
        ([{"percent": 75, "actions": ["raise"], "unowned": 1}], "true or false"),
        ([{"percent": 75, "actions": ["raise"]}] * 41, "at most 40"),
    ],
)
def test_what_is_no_ladder_is_refused_in_words(said, words):
    with pytest.raises(ladder.Unreadable) as refused:
        ladder.read(said)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("several", "place", "words"),
    [
        ([Step(75, ())], 0, "Say what happens"),
        ([Step(75, ("assign:lead", "transfer:network"))], 0, "Only one of these"),
        ([Step(75, ("ask_reason",))], 0, "no breach to explain"),
        ([Step(75, ("raise",), priorities=(1,))], 0, "cannot be raised"),
        ([Step(75, ("tell:owner",), unowned=True)], 0, "no owner to tell"),
        ([Step(100, ("ask_reason",), unowned=True)], 0, "nobody to ask"),
        ([Step(75, ("assign:nobody",), unowned=True)], 0, "nobody to take them from"),
        ([Step(75, ("tell:lead",), priorities=(5,))], 0, "from 1 to 4"),
        ([Step(75, ("tell:lead",)), Step(75, ("tell:lead",))], 1, "level 1 again"),
        ([Step(75, ("assign:lead",)), Step(75, ("assign:nobody",), priorities=(3,))], 1, "somebody else"),
    ],
)
def test_a_contradiction_is_found_at_its_level(several, place, words):
    grave = [(one.place, one.words) for one in lint(several) if one.grave]
    assert len(grave) == 1
    assert grave[0][0] == place
    assert words in grave[0][1]


def test_levels_that_never_meet_contradict_nothing():
    apart = [Step(75, ("assign:lead",), priorities=(1,)), Step(75, ("assign:nobody",), priorities=(3,))]
    assert [one for one in lint(apart) if one.grave] == []


def test_what_is_doubtful_is_said_and_not_refused():
    found = lint([Step(100, ("tell:lead",), goals=("ownership",))], goals=("resolution",))
    assert [(one.place, one.grave) for one in found] == [(0, False), (None, False)]
    assert "does not promise ownership" in found[0].words


def test_a_step_is_said_as_a_sentence():
    step = Step(125, ("tell:team:3", "raise"), ("resolution",), (1, 2), ("gold",), unowned=True)
    said = ladder.words(step, {"tell:team:3": "Night shift"})
    done = "tell the team Night shift and raise the priority by one"
    assert said == f"At 125 % of resolution, if P1 or P2, tier gold, unowned: {done}"


# In a policy


def policy(steps, **more):
    return Policy(key="own", name="Own", effective_from=FRIDAY, steps=steps, **more)


@pytest.mark.django_db
def test_a_policy_rings_at_its_steps_at_the_breach_and_where_lists_look():
    made = policy([{"percent": 125, "actions": ["tell:lead"]}, {"percent": 40, "actions": ["tell:owner"]}])
    assert made.levels == (40, 75, 100, 125)
    made.save()
    kept = Policy.objects.get(pk=made.pk)
    assert (kept.ladder, kept.levels) == ([40, 75, 125], (40, 75, 100, 125))
    assert [step.percent for step in kept.climbed] == [40, 125, 100]


@pytest.mark.django_db
def test_a_policy_without_steps_is_as_it_was():
    made = policy(None)
    made.save()
    assert made.levels == (50, 75, 90, 100)
    assert made.climbed == ladder.standard((50, 75, 90))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([{"percent": 75, "actions": ["shout"]}], "shout"),
        ([{"percent": 75, "actions": []}], "Say what happens"),
    ],
)
def test_a_policy_with_an_impossible_ladder_is_not_published(steps, words):
    with pytest.raises(ValidationError) as refused:
        policy(steps).save()
    assert words in str(refused.value)


@pytest.mark.django_db
def test_whoever_is_named_has_a_name():
    team, person = TeamFactory(name="Night shift"), PersonFactory(name="Ann", roles=["AN"])
    queue = QueueFactory(key="network", name="Network", team=team)
    steps = [Step(75, (f"tell:team:{team.pk}", f"tell:person:{person.pk}", f"transfer:{queue.key}"))]
    assert set(names(steps).values()) == {"Night shift", "Ann", "Network"}
    assert missing(steps) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(75, ("transfer:nowhere",)), "nowhere"),
        (Step(75, ("tell:person:999999",)), "999999"),
        (Step(75, ("tell:team:999999",)), "999999"),
        (Step(75, ("raise",), queues=("nowhere",)), "no queue “nowhere”"),
    ],
)
def test_who_is_named_and_does_not_exist_is_found(step, words):
    assert words in " ".join(missing([step]))
