"""What a KPI says of itself: everything that two people could otherwise read in two ways. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.facts.models import Apart, What


class Shape(StrEnum):
    """What kind of figure it is; the headline follows from it."""

    DURATION = "duration"  # median seconds
    SHARE = "share"  # per cent
    COUNT = "count"
    MEAN = "mean"  # points
    SNAPSHOT = "snapshot"  # per cent of what is open at the end of the span


class Direction(StrEnum):
    DOWN = "down"
    UP = "up"
    RANGE = "range"


# Codes of the requirements -> the flags of facts that they stand for. What is left out is counted beside the figure.
EXCLUDED = {
    "X1": Apart.SPAM | Apart.DRILL | Apart.DISMISSED,
    "X2": Apart.MERGED,
    "X3": Apart.UNWORKED,
    "X6": Apart.SILENCE,
    "X7": Apart.BULK,
    "X8": Apart.EXCEPTED,
    "bots": Apart.MACHINE,
}
WORDS = {
    "X1": "spam, mistakes, drills and false alarms",
    "X2": "merged into another (the other one counts)",
    "X3": "withdrawn before anybody worked on it",
    "X4": "time in which the promise was paused",
    "X6": "closed by silence",
    "X7": "resolved together with an incident",
    "X8": "ended while the promise was excepted",
    "X9": "too few to judge by (under five): shown with their number, never coloured",
    "bots": "done by a machine",
}


@dataclass(frozen=True)
class Target:
    """An example until a manager confirms it. `of` says whether it is asked of the headline or of the share."""

    words: str
    least: float | None = None
    most: float | None = None
    of: str = "headline"
    trend: str = ""  # "falling" or "rising": against the span before

    def met(self, value) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True)
class Variant:
    """One way to count it. `measure` is the column that is measured, `good` what makes the numerator."""

    key: str
    name: str
    what: What | None = None
    goals: tuple[str, ...] = ()
    measure: str = ""
    good: str = "good"
    shape: Shape | None = None


@dataclass(frozen=True)
class Kpi:
    id: str
    name: str
    sentence: str
    clock: str
    shape: Shape
    direction: Direction
    numerator: str
    denominator: str
    what: What
    subject: str = "ticket"
    exclusions: tuple[str, ...] = ("X1", "X2")
    variants: tuple[Variant, ...] = (Variant("", "as it stands"),)
    targets: tuple[Target, ...] = ()
    pairs: tuple[str, ...] = ()
    asked: What | None = None  # out of how many there is an answer at all
    frequency: str = "weekly"
    version: int = 1
    changed: tuple[tuple[date, str], ...] = ()  # since when each later version counts, and what is otherwise in it

    def variant(self, key="") -> Variant:
        """The one of this name; without a name the headline."""
        found = next((one for one in self.variants if one.key == key), None) if key else self.variants[0]
        if found is None:
            raise LookupError(f"{self.id} has no variant “{key}”.")
        return found

    def counts(self, variant) -> What:
        return variant.what or self.what

    def shaped(self, variant) -> Shape:
        return variant.shape or self.shape

    @property
    def mask(self) -> int:
        return masked(self.exclusions)


def masked(codes) -> int:
    mask = 0
    for code in codes:
        mask |= EXCLUDED.get(code, 0)
    return int(mask)
