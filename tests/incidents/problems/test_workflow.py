"""The states of a problem: no state without its instant, no instant of what has not happened in this round."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.problems.states import LINE, State
from incidents.problems.workflow import MOVES, NEEDS, missing, offered, stamps, target
from supportdesk.errors import WrongState

BEGAN = datetime(2026, 11, 1, tzinfo=UTC)
# By hand, from E.6: what follows what.
PAPER = {
    "candidate": {"accepted", "declined", "risk_accepted"},
    "accepted": {"investigating", "declined", "risk_accepted"},
    "investigating": {"cause_known", "declined", "risk_accepted"},
    "cause_known": {"fix_planned", "investigating", "declined", "risk_accepted"},
    "fix_planned": {"fix_deployed", "investigating", "declined", "risk_accepted"},
    "fix_deployed": {"verified", "investigating"},
    "verified": {"closed", "investigating"},
    "closed": set(),
    "declined": {"candidate"},
    "risk_accepted": {"candidate"},
    "merged": set(),
}


def test_the_table_is_that_of_the_paper():
    led = {state.value: {MOVES[name].target.value for name in offered(state)} for state in State}
    assert led == PAPER


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=40))
def test_whatever_the_moves_every_state_has_its_instant_and_none_has_one_of_the_future(moves):
    """PRB-06: walked by any row of moves, those that are not possible refused."""
    state, instants, now = State.CANDIDATE, stamps({}, State.CANDIDATE, BEGAN), BEGAN
    for name in moves:
        now += timedelta(hours=1)
        try:
            state = target(state, name)
        except WrongState:
            assert name not in offered(state)
            continue
        instants = stamps(instants, state, now)
        assert instants[state] == now
        if state in LINE:
            reached = [instants.get(one) for one in LINE[: LINE.index(state) + 1]]
            beyond = [instants.get(one) for one in LINE[LINE.index(state) + 1 :]]
            assert None not in reached or state == State.INVESTIGATING
            assert not any(beyond)
            assert [at for at in reached if at] == sorted(at for at in reached if at)


@pytest.mark.parametrize("name", sorted(MOVES))
def test_what_a_move_needs_is_named_until_it_is_there(name):
    needs = MOVES[name].needs
    assert missing(name, {}) == list(needs)
    assert missing(name, dict.fromkeys(needs, "something")) == []
    assert all(NEEDS[need] for need in needs)


def test_what_is_deployed_and_not_verified_does_not_close():
    """PRB-06."""
    with pytest.raises(WrongState) as refusal:
        target(State.FIX_DEPLOYED, "close")
    assert set(refusal.value.permitted) == {"verify", "back"}
