"""The workflow of an incident is a table (INC-13): one step at a time, back to the search from wherever it came to.

Readers: the action, the buttons, the API's `moves`, the tests.
"""

from dataclasses import dataclass

from supportdesk.errors import WrongState

from .states import ORDER, STAMPS, Severity, State


@dataclass(frozen=True)
class Move:
    """One arrow. `right` is the row of the permission matrix, `needs` the fields the form asks."""

    sources: frozenset[State]
    target: State
    label: str
    right: str
    needs: tuple[str, ...] = ()


def move(sources, target, label, right="work_incident", needs=()):
    return Move(frozenset(sources), target, label, right, tuple(needs))


MOVES = {
    "acknowledge": move([State.SUSPECTED], State.ACKNOWLEDGED, "Take command", "take_command"),
    "investigate": move([State.ACKNOWLEDGED], State.INVESTIGATING, "Start investigating"),
    "identify": move(
        [State.INVESTIGATING], State.IDENTIFIED, "Name the cause", needs=("cause", "cause_class", "evidence")
    ),
    "mitigate": move([State.IDENTIFIED], State.MITIGATED, "Impact is reduced", needs=("words",)),
    "monitor": move([State.MITIGATED], State.MONITORING, "Watch it"),
    "restore": move([State.MONITORING], State.RESTORED, "Service is normal", "restore"),
    "verify": move([State.RESTORED], State.VERIFIED, "Verified", "verify_recovery"),
    "review": move([State.VERIFIED], State.REVIEW, "Open the review", "write_review"),
    "close": move([State.VERIFIED, State.REVIEW], State.CLOSED, "Close", "close_incident"),
    "back": move(
        [State.IDENTIFIED, State.MITIGATED, State.MONITORING, State.RESTORED, State.VERIFIED],
        State.INVESTIGATING,
        "Back to investigating",
        needs=("words",),
    ),
}
REVIEWED = (Severity.SEV1, Severity.SEV2)  # what is less severe may be closed without a review


def moves_from(state: str) -> tuple[str, ...]:
    """The moves that leave this state, in the table's order."""
    return tuple(name for name, arrow in MOVES.items() if state in arrow.sources)


def target(state: str, name: str) -> State:
    """Where the move leads; WrongState names the permitted moves and states."""
    if name in MOVES and state in MOVES[name].sources:
        return MOVES[name].target
    permitted = moves_from(state)
    states = ", ".join(dict.fromkeys(MOVES[each].target.label for each in permitted)) or "none"
    label = MOVES[name].label if name in MOVES else name
    raise WrongState(
        f"“{label}” is not possible while the incident is “{State(state).label}”. Permitted next states: {states}.",
        permitted=permitted,
    )


def later(state: str) -> list[str]:
    """The stamps of all states after this one: after a step back they hold no more."""
    return [STAMPS[each] for each in ORDER[ORDER.index(State(state)) + 1 :]]


def stamps_before(state: str) -> list[str]:
    """The stamps of all states before this one, in order."""
    return [STAMPS[each] for each in ORDER[: ORDER.index(State(state))]]
