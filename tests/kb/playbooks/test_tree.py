"""Where a run stands (T-16), against an oracle that walks by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.playbooks import tree

ENDS = [tree.SOLVED, tree.ESCALATE]


@st.composite
def drawn(draw):
    """Steps of a tree, sound or not."""
    size = draw(st.integers(1, 6))
    way = st.one_of(st.integers(1, size), st.sampled_from(ENDS))
    answers = st.one_of(st.just([]), st.lists(way, min_size=2, max_size=3))
    return [
        {"title": f"S{n}", "answers": [{"label": str(i), "to": to} for i, to in enumerate(draw(answers))]}
        for n in range(1, size + 1)
    ]


def ways(steps, number):
    own = [one["to"] for one in steps[number - 1]["answers"]]
    return own or [number + 1 if number < len(steps) else tree.SOLVED]


def ends_from(steps, number):
    """By repeated widening, not by the product's search."""
    known = {number}
    for _ in range(len(steps) + 2):
        known |= {to for at in known if at not in ENDS for to in ways(steps, at)}
    return known


@given(drawn())
def test_a_tree_is_sound_when_every_step_is_reached_and_leads_out(steps):
    numbers = range(1, len(steps) + 1)
    sound = all(n in ends_from(steps, 1) for n in numbers)
    sound = sound and all(set(ENDS) & ends_from(steps, n) for n in numbers)
    sound = sound and tree.ESCALATE in ends_from(steps, 1)
    assert (tree.faults(tree.TREE, steps) == []) == sound


@given(drawn(), st.data())
def test_a_walk_is_always_at_one_step_or_out(steps, data):
    """Whatever is answered, the next step is the one that the answer names."""
    if tree.faults(tree.TREE, steps):
        return
    taken, at = [], 1
    for _ in range(12):
        if at in ENDS:
            break
        answers = steps[at - 1]["answers"]
        chosen = data.draw(st.sampled_from(answers)) if answers else None
        taken.append((at, chosen["label"] if chosen else ""))
        at = chosen["to"] if chosen else ways(steps, at)[0]
        place = tree.place(tree.TREE, steps, taken)
        assert (place.exit or place.open[0]) == at
        assert bool(place.exit) != bool(place.open)


@given(st.integers(1, 8), st.lists(st.integers(1, 8), max_size=12))
def test_of_a_checklist_what_has_no_result_is_open(size, done):
    steps = [{"title": "S", "answers": []}] * size
    done = [number for number in done if number <= size]
    place = tree.place(tree.CHECKLIST, steps, [(number, "") for number in done])
    assert set(place.open) == set(range(1, size + 1)) - set(done)
    assert all(done[index] == number and number not in done[index + 1 :] for number, index in place.done.items())


@pytest.mark.parametrize(
    ("kind", "steps", "said"),
    [
        ("checklist", [], "at least one"),
        ("checklist", [{"title": " "}], "no title"),
        ("checklist", [{"title": "A", "answers": [{"label": "Yes", "to": 1}]}], "only a tree"),
        ("tree", [{"title": "A", "answers": [{"label": "Yes", "to": 1}]}], "two different"),
        ("tree", [{"title": "A", "answers": [{"label": "Y", "to": 9}, {"label": "N", "to": "escalate"}]}], "step 9"),
        ("tree", [{"title": "A", "answers": [{"label": "Y", "to": 1}, {"label": "N", "to": 1}]}], "leads out"),
        ("tree", [{"title": "A"}], "escalating"),
    ],
)
def test_what_is_wrong_is_said_in_words(kind, steps, said):
    assert said in tree.faults(kind, steps)[0]
