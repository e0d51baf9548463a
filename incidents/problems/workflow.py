"""The moves of a problem: from where, to where, and what each needs (PRB-06). Data and pure functions.

A problem has one instant for each state of the line that it has reached in this round; a recurrence or a failed fix
takes it back to investigating and takes the later instants away: the log and the recurrence keep them."""

from dataclasses import dataclass, field

from supportdesk.errors import WrongState

from .states import LINE, UNDER_WAY, State


@dataclass(frozen=True)
class Move:
    label: str
    sources: tuple
    target: State
    right: str = "run_problem"
    needs: tuple = field(default=())


MOVES = {
    "accept": Move("Accept", (State.CANDIDATE,), State.ACCEPTED, needs=("owner",)),
    "investigate": Move("Begin to investigate", (State.ACCEPTED,), State.INVESTIGATING),
    "name_cause": Move(
        "Root cause known", (State.INVESTIGATING,), State.CAUSE_KNOWN, needs=("root_cause", "cause_category", "chain")
    ),
    "plan_fix": Move("Fix planned", (State.CAUSE_KNOWN,), State.FIX_PLANNED, needs=("fix", "actions")),
    "deploy": Move("Fix deployed", (State.FIX_PLANNED,), State.FIX_DEPLOYED),
    "verify": Move(
        "Verify the fix", (State.FIX_DEPLOYED,), State.VERIFIED, right="verify_fix", needs=("result", "actions_done")
    ),
    "close": Move("Close", (State.VERIFIED,), State.CLOSED),
    "back": Move(
        "Back to investigating",
        (State.CAUSE_KNOWN, State.FIX_PLANNED, State.FIX_DEPLOYED, State.VERIFIED),
        State.INVESTIGATING,
        needs=("reason",),
    ),
    "decline": Move("Decline", UNDER_WAY[:5], State.DECLINED, needs=("reason", "review_on")),
    "accept_risk": Move(
        "Accept the risk", UNDER_WAY[:5], State.RISK_ACCEPTED, right="accept_risk", needs=("reason", "review_on")
    ),
    "reconsider": Move("Take it up again", (State.DECLINED, State.RISK_ACCEPTED), State.CANDIDATE, needs=("reason",)),
}
NEEDS = {
    "owner": "an owner",
    "root_cause": "the root cause",
    "cause_category": "the category of the cause",
    "chain": "a chain of causes, each link with its evidence",
    "fix": "the chosen fix",
    "actions": "an action with an owner and a date",
    "result": "the result after the fix",
    "actions_done": "every action done",
    "reason": "a reason",
    "review_on": "the day on which it is looked at again",
}


def offered(state) -> list[str]:
    return [name for name, move in MOVES.items() if state in move.sources]


def target(state, name) -> State:
    """Where a move leads. Raises WrongState when it does not begin here."""
    move = MOVES[name]
    if state not in move.sources:
        where = State(state).label.lower()
        raise WrongState(f"“{move.label}” is not possible while it is {where}.", offered(state))
    return move.target


def stamps(before: dict, state, now) -> dict:
    """Every instant after a move to `state`: its own is new, of the line those behind it stay, those before it go."""
    kept = dict(before)
    if state in LINE:
        for later in LINE[LINE.index(state) + 1 :]:
            kept[later] = None
    if state == State.CANDIDATE or state in UNDER_WAY:
        kept |= {State.DECLINED: None, State.RISK_ACCEPTED: None}
    return kept | {state: now}


def missing(name, has: dict) -> list[str]:
    """What a move still lacks, in its order."""
    return [need for need in MOVES[name].needs if not has.get(need)]
