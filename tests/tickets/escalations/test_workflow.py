"""The table of states walked at random: no state without its instant, no clock lost, none left running at the end."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportdesk import clock
from supportdesk.errors import WrongState
from tickets.escalations import moving, timers, workflow
from tickets.escalations.models import Escalation
from tickets.escalations.states import WITH_RECEIVER, Outcome, State
from tickets.sla import ledger

pytestmark = pytest.mark.django_db
MOVES = sorted(workflow.MOVES)
CLOSING = {"close", "withdraw"}
ENDS = 45  # only a choice above that ends the walk


def test_the_twelve_rows_of_d_3_are_all_reached_and_all_left():
    """Thirteen names: verified and failed are the two ends of one row."""
    reached = {move.target for move in workflow.MOVES.values() if move.target}
    assert reached | {State.DRAFT} == set(State)
    left = {source for move in workflow.MOVES.values() for source in move.sources}
    assert left == set(State) - {State.CLOSED}


@given(state=st.sampled_from(list(State)), name=st.sampled_from(MOVES))
def test_a_move_goes_from_its_sources_and_from_nowhere_else(state, name):
    move = workflow.MOVES[name]
    if state in move.sources:
        assert workflow.target(state, name) == move.target
    else:
        with pytest.raises(WrongState) as refused:
            workflow.target(state, name)
        assert name not in refused.value.permitted


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.lists(st.integers(0, 50), min_size=4, max_size=9))
def test_every_walk_leaves_instants_and_clocks_in_order(choices, owned, matrix, by, ann):
    walked = Escalation(ticket=owned, target="engineering", issue="defect", trigger="unknown", sender=ann)
    walked.sender_kind, walked.lane, walked.group = "analyst", matrix[0], matrix[0].group
    moving.begin(walked, clock.now(), by=by(ann))
    for choice in choices:
        here = [name for name in MOVES if walked.state in workflow.MOVES[name].sources]
        onward = [name for name in here if choice > ENDS or name not in CLOSING]
        if not onward:
            break
        step(walked, onward[choice % len(onward)], by(ann))
        check(walked)


def step(walked, name, by):
    now = clock.now()
    if name in ("submit", "answer", "overrule"):
        walked.submitted_at = walked.submitted_at or now
    moving.move(walked, name, now, by=by)
    if name in CLOSING:
        walked.closed_at, walked.outcome = now, Outcome.WITHDRAWN
    moving.keep(walked)


def check(walked):
    stays = list(walked.stays.all())
    assert [stay.until for stay in stays[:-1]] == [stay.since for stay in stays[1:]]
    assert (stays[-1].state, stays[-1].since, stays[-1].until) == (walked.state, walked.state_since, None)
    clocks = list(walked.clocks.all())
    assert all(ledger.replayed(one) == one.pure() for one in clocks)
    running = {one.goal for one in clocks if one.since is not None}
    if walked.state == State.CLOSED:
        assert running == set()
        assert not walked.clocks.filter(stopped_at=None).exists()
    elif walked.state in WITH_RECEIVER:
        assert timers.TOTAL in running
        assert timers.SUPPORT not in running
    else:
        assert timers.TOTAL not in running
    if walked.state in (State.RETURNED, State.FIX_AVAILABLE):
        assert timers.SUPPORT in running
