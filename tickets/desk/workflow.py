"""The workflow is a table (T-12): which move leads from where to where, and what it needs.

Five readers: the actions, the buttons, the API's `moves`, the gate and the tests.
"""

from dataclasses import dataclass

from supportdesk.errors import WrongState

from .states import CATEGORY, LIVE, WAITING, Category, Status


@dataclass(frozen=True)
class Move:
    """One arrow. `right` is the row of the permission matrix, `needs` the fields the form asks."""

    sources: frozenset[str]
    target: Status
    label: str
    right: str
    needs: tuple[str, ...] = ()


def move(sources, target, label, right="work", needs=()):
    return Move(frozenset(sources), target, label, right, tuple(needs))


STARTED = (Status.TRIAGED, Status.IN_PROGRESS, *WAITING)
WAIT = ("waiting_reason", "until")

MOVES = {
    "triage": move([Status.NEW], Status.TRIAGED, "Triage", "set_priority"),
    "start": move([Status.TRIAGED, *WAITING], Status.IN_PROGRESS, "Start work"),
    "wait_requester": move(STARTED, Status.PENDING_REQUESTER, "Wait for requester", "ask", WAIT),
    "wait_internal": move(STARTED, Status.PENDING_INTERNAL, "Wait for a colleague", "work", WAIT),
    "wait_vendor": move(STARTED, Status.PENDING_VENDOR, "Wait for vendor", "work", WAIT),
    "schedule": move(STARTED, Status.SCHEDULED, "Schedule", "work", WAIT),
    "resolve": move(STARTED, Status.RESOLVED, "Resolve", "work"),
    "close": move([Status.RESOLVED], Status.CLOSED, "Close", "close"),
    "reopen": move([Status.RESOLVED, Status.CLOSED], Status.IN_PROGRESS, "Reopen", "reopen"),
    "cancel": move(LIVE, Status.CANCELLED, "Cancel", "cancel"),
}
NOT_WAITING: dict = {"waiting_reason": "", "waiting_for": "", "waiting_until": None}
PLAIN = ("start", "wait_requester", "wait_internal", "wait_vendor", "schedule")


def moves_from(status: str) -> tuple[str, ...]:
    """The moves that leave this status, in the table's order."""
    return tuple(name for name, arrow in MOVES.items() if status in arrow.sources)


def target(status: str, name: str) -> Status:
    """Where the move leads; WrongState names the permitted moves and states (T-12)."""
    if name in MOVES and status in MOVES[name].sources:
        return MOVES[name].target
    permitted = moves_from(status)
    states = ", ".join(dict.fromkeys(MOVES[each].target.label for each in permitted)) or "none"
    label = MOVES[name].label if name in MOVES else name
    raise WrongState(
        f"“{label}” is not possible while the ticket is “{Status(status).label}”. Permitted next states: {states}.",
        permitted=permitted,
    )


def answered(status: str, *, by_requester: bool) -> Status:
    """The status after a public reply: an analyst's answer starts work on a new ticket, the
    requester's answer ends the wait for the requester. Raises WrongState when it is over."""
    current = Status(status)
    if CATEGORY[current] in (Category.RESOLVED, Category.CLOSED):
        raise WrongState(
            f"The ticket is “{current.label}”. Reopen it to go on, or open a follow-up.",
            permitted=moves_from(status),
        )
    if by_requester:
        return Status.IN_PROGRESS if current is Status.PENDING_REQUESTER else current
    return Status.IN_PROGRESS if current is Status.NEW else current


def path(status: str, goal: str) -> tuple[str, ...]:
    """The shortest row of moves that leads from one status to another; empty when equal.

    Used to infer what an imported log left out. Raises WrongState when no way exists."""
    frontier: list[tuple[str, tuple[str, ...]]] = [(status, ())]
    seen = {status}
    while frontier:
        at, way = frontier.pop(0)
        if at == goal:
            return way
        for name in moves_from(at):
            after = MOVES[name].target
            if after not in seen:
                seen.add(after)
                frontier.append((after, (*way, name)))
    raise WrongState(f"No way leads from “{status}” to “{goal}”.")
