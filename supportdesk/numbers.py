"""Whole numbers out of addresses and forms, where anything may stand."""

from collections.abc import Iterable

LONGEST = 18  # digits; more do not fit a column


def whole(text: str | None, *, digits: int = LONGEST) -> int | None:
    """The number that stands there; None where there is none, or one of more digits."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= digits else None


def wholes(texts: Iterable[str]) -> list[int]:
    """Those of them that are numbers."""
    return [number for number in map(whole, texts) if number is not None]
