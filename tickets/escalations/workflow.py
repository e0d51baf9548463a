"""From which state which act leads where (D.3). A table; actions and buttons read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from supportdesk.errors import WrongState

from .states import State

SENT = (State.SUBMITTED, State.REDIRECTED)
TAKEN = (*SENT, State.ACKNOWLEDGED)
AT_WORK = (State.ACCEPTED, State.IN_WORK)
RECEIVED = (*TAKEN, *AT_WORK)
LIVE = tuple(state for state in State if state != State.CLOSED)


@dataclass(frozen=True)
class Move:
    """`side` says who acts: support, or the receiver. Without a target it stays where it is."""

    label: str
    side: str
    sources: tuple[State, ...]
    target: State | None = None


MOVES: Mapping[str, Move] = {
    "ask_review": Move("Ask for review", "support", (State.DRAFT,), State.IN_REVIEW),
    "send_back": Move("Send back", "review", (State.IN_REVIEW,), State.DRAFT),
    "submit": Move("Submit", "support", (State.DRAFT, State.IN_REVIEW), State.SUBMITTED),
    "acknowledge": Move("Acknowledge", "receiver", SENT, State.ACKNOWLEDGED),
    "accept": Move("Accept", "receiver", TAKEN, State.ACCEPTED),
    "return": Move("Return with questions", "receiver", RECEIVED, State.RETURNED),
    "answer": Move("Answer and send again", "support", (State.RETURNED,), State.SUBMITTED),
    "redirect": Move("Redirect", "receiver", (*TAKEN, State.ACCEPTED), State.REDIRECTED),
    "decline": Move("Decline", "receiver", RECEIVED, State.DECLINED),
    "contest": Move("Contest", "support", (State.DECLINED,)),
    "overrule": Move("Overrule the decline", "judge", (State.DECLINED,), State.SUBMITTED),
    "uphold": Move("Uphold the decline", "judge", (State.DECLINED,)),
    "work": Move("Begin work", "receiver", (State.ACCEPTED,), State.IN_WORK),
    "report": Move("Say how it goes", "receiver", AT_WORK),
    "follow_up": Move("Ask them", "support", RECEIVED),
    "fix": Move("A fix is available", "receiver", AT_WORK, State.FIX_AVAILABLE),
    "verify": Move("Verified", "support", (State.FIX_AVAILABLE,), State.VERIFIED),
    "fail": Move("Not fixed", "support", (State.FIX_AVAILABLE,), State.FAILED),
    "rework": Move("Back to work", "machine", (State.FAILED,), State.IN_WORK),
    "remind": Move("Remind them", "support", RECEIVED),
    "close": Move("Close", "support", (State.VERIFIED, State.DECLINED, *AT_WORK), State.CLOSED),
    "withdraw": Move("Withdraw", "support", LIVE, State.CLOSED),
}


def target(state: str, name: str) -> State | None:
    """Where this leads. Raises WrongState, with what can be done, when it does not lead anywhere from here."""
    move = MOVES[name]
    if state not in move.sources:
        words = f"“{move.label}” is not possible while it is {State(state).label.lower()}."
        raise WrongState(words, permitted=permitted(state))
    return move.target


def permitted(state: str) -> tuple[str, ...]:
    return tuple(name for name, move in MOVES.items() if state in move.sources and move.side != "machine")
