"""The ten states and ten moves of T-12 against a table written apart from the code, as a person would draw it."""

from itertools import product

import pytest

from supportdesk.errors import WrongState
from tickets.desk import workflow
from tickets.desk.states import CATEGORY, LIVE, WAITING, Status

# One line a state, one column a move, in the order of MOVES; a dot where no arrow leaves.
MOVES = ["triage", "start", "wait_requester", "wait_internal", "wait_vendor", "schedule", "resolve", "close", "reopen"]
MOVES += ["cancel"]
DRAWN = """
new                 triaged  .            .   .   .   .   .         .       .            cancelled
triaged             .        in_progress  PR  PI  PV  SC  resolved  .       .            cancelled
in_progress         .        .            PR  PI  PV  SC  resolved  .       .            cancelled
pending_requester   .        in_progress  PR  PI  PV  SC  resolved  .       .            cancelled
pending_internal    .        in_progress  PR  PI  PV  SC  resolved  .       .            cancelled
pending_vendor      .        in_progress  PR  PI  PV  SC  resolved  .       .            cancelled
scheduled           .        in_progress  PR  PI  PV  SC  resolved  .       .            cancelled
resolved            .        .            .   .   .   .   .         closed  in_progress  .
closed              .        .            .   .   .   .   .         .       in_progress  .
cancelled           .        .            .   .   .   .   .         .       .            .
"""
SHORT = {"PR": "pending_requester", "PI": "pending_internal", "PV": "pending_vendor", "SC": "scheduled"}
LINES = [line.split() for line in DRAWN.strip().splitlines()]
ORACLE = {(state, name): SHORT.get(to, to) for state, *row in LINES for name, to in zip(MOVES, row, strict=True)}


def test_the_drawing_has_ten_states_and_ten_moves():
    assert {state for state, _ in ORACLE} == set(Status.values)
    assert list(workflow.MOVES) == MOVES
    assert len(ORACLE) == 100


@pytest.mark.parametrize(("state", "name"), ORACLE)
def test_each_state_and_move_is_as_drawn(state, name):
    """T-12: what has no arrow is refused, and the refusal names the permitted next states."""
    to = ORACLE[state, name]
    if to != ".":
        assert workflow.target(state, name) == to
        return
    with pytest.raises(WrongState) as refusal:
        workflow.target(state, name)
    permitted = [each for each in MOVES if ORACLE[state, each] != "."]
    assert list(refusal.value.permitted) == permitted == list(workflow.moves_from(state))
    for each in permitted:
        assert Status(ORACLE[state, each]).label in refusal.value.message


def test_an_unknown_move_is_refused_by_its_name():
    with pytest.raises(WrongState, match="dance"):
        workflow.target("new", "dance")


def test_where_nothing_leads_on_it_says_so():
    with pytest.raises(WrongState, match="none"):
        workflow.target("cancelled", "reopen")


@pytest.mark.parametrize(
    ("state", "after_the_desk", "after_the_requester"),
    [
        ("new", "in_progress", "new"),
        ("triaged", "triaged", "triaged"),
        ("in_progress", "in_progress", "in_progress"),
        ("pending_requester", "pending_requester", "in_progress"),
        ("pending_internal", "pending_internal", "pending_internal"),
        ("pending_vendor", "pending_vendor", "pending_vendor"),
        ("scheduled", "scheduled", "scheduled"),
    ],
)
def test_what_an_answer_does_to_the_state(state, after_the_desk, after_the_requester):
    assert workflow.answered(state, by_requester=False) == after_the_desk
    assert workflow.answered(state, by_requester=True) == after_the_requester


@pytest.mark.parametrize("by_requester", [True, False])
@pytest.mark.parametrize("state", ["resolved", "closed", "cancelled"])
def test_nobody_answers_what_is_over(state, by_requester):
    with pytest.raises(WrongState):
        workflow.answered(state, by_requester=by_requester)


def walked(state, way):
    for name in way:
        state = ORACLE[state, name]
    return state


def shortest():
    """Every reachable pair with the length of its shortest way, by walking the drawing."""
    lengths = {(state, state): 0 for state in Status.values}
    for _ in MOVES:
        for (start, at), length in list(lengths.items()):
            for name in MOVES:
                to = ORACLE[at, name]
                if to != ".":
                    lengths[start, to] = min(lengths.get((start, to), 99), length + 1)
    return lengths


@pytest.mark.parametrize(("start", "goal"), list(product(Status.values, Status.values)))
def test_the_inferred_way_is_a_shortest_one(start, goal):
    lengths = shortest()
    if (start, goal) not in lengths:
        with pytest.raises(WrongState):
            workflow.path(start, goal)
        return
    way = workflow.path(start, goal)
    assert walked(start, way) == goal
    assert len(way) == lengths[start, goal]


def test_every_state_has_a_category_and_the_groups_follow_it():
    assert set(CATEGORY) == set(Status)
    assert set(WAITING) == {"pending_requester", "pending_internal", "pending_vendor", "scheduled"}
    assert set(LIVE) == set(Status.values) - {"resolved", "closed", "cancelled"}


def test_the_plain_moves_are_those_without_a_form_of_their_own():
    assert set(workflow.PLAIN) == set(MOVES) - {"triage", "resolve", "close", "reopen", "cancel"}
