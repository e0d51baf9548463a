"""Figures as people read them: rounded here and nowhere else."""

from fractions import Fraction

from .kpi import WORDS, Shape

EXCLUSIONS = WORDS
MINUTE, HOUR, DAY = 60, 3600, 86400


def shown(value, shape) -> str:
    """A headline in words; a dash where there is none."""
    if value is None:
        return "–"
    if shape == Shape.DURATION:
        return lasting(value)
    if shape in (Shape.SHARE, Shape.SNAPSHOT):
        return f"{tenth(value)} %"
    return f"{value:,}" if shape == Shape.COUNT else f"{float(value):.2f}"


def tenth(value) -> str:
    """One place, halves upwards, without a trailing nought."""
    scaled = (Fraction(value) * 10 + Fraction(1, 2)).__floor__()
    whole, place = divmod(scaled, 10)
    return f"{whole}.{place}" if place else str(whole)


def lasting(seconds) -> str:
    """The two largest units."""
    seconds = int(seconds + 0.5)
    for size, unit, small, part in ((DAY, "d", HOUR, "h"), (HOUR, "h", MINUTE, "min")):
        if seconds >= size:
            rest = seconds % size // small
            return f"{seconds // size} {unit} {rest} {part}" if rest else f"{seconds // size} {unit}"
    return f"{seconds // MINUTE} min" if seconds >= MINUTE else f"{seconds} s"
