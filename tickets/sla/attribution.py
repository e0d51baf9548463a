"""Who held it, and for how long (SLA-13): a fold of who held the ticket when over what a clock counted.

Whole microseconds: what is attributed together is exactly what the clock has used and how long it is old.
"""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from tickets.sla.pieces import Kind
from tickets.sla.why import Why, cut

Whoever = TypeVar("Whoever", bound=Hashable)


class Share(NamedTuple):
    """Microseconds with one holder: as the clock counted, as the wall clock passed, and how much of that was paused."""

    counted: int = 0
    wall: int = 0
    paused: int = 0

    def plus(self, counted: int, wall: int, paused: int) -> "Share":
        return Share(self.counted + counted, self.wall + wall, self.paused + paused)


def attribute(why: Why, holders: Sequence[tuple[datetime, Whoever]]) -> dict[Whoever | None, Share]:
    """`holders`: from when on who held it, in order; the first held it before that too. Order of first holding."""
    found: dict[Whoever | None, Share] = {}
    past = [piece for piece in why.pieces if not piece.ahead]
    for piece in cut(past, [at for at, _ in holders]):
        holder = holder_at(holders, piece.begin)
        paused = piece.length if piece.kind is Kind.PAUSED else 0
        found[holder] = found.get(holder, Share()).plus(piece.counted, piece.length, paused)
    return found


def together(shares: Iterable[Share]) -> Share:
    found = Share()
    for share in shares:
        found = found.plus(*share)
    return found


def holder_at(holders: Iterable[tuple[datetime, Whoever]], at: datetime) -> Whoever | None:
    found: Whoever | None = None
    for number, (since, holder) in enumerate(holders):
        if number and since > at:
            break
        found = holder
    return found
