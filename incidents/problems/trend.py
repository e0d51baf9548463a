"""When a volume has leapt: a day against the mean of the four weeks before it (PRB-02). Pure."""

from dataclasses import dataclass

DAYS = 28
FACTOR = 3
FEWEST = 5


@dataclass(frozen=True)
class Volume:
    """Of one thing: reports within the last day, and within the four weeks before that day."""

    dimension: str
    key: str
    label: str
    day: int
    before: int

    @property
    def mean(self) -> float:
        return self.before / DAYS


def leaps(volume: Volume, *, factor: float = FACTOR, fewest: int = FEWEST) -> bool:
    """At least so many, and at least so many times the mean; what never happened before leaps by its number alone."""
    return volume.day >= fewest and volume.day >= factor * volume.mean
