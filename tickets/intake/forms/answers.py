"""What was answered: which questions are asked at all, and what is wrong with an answer. Pure.

A page and a program send the same: the page texts and lists of texts, a program also numbers and truths."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from .schema import Question

LONGEST = {"text": 250, "long": 100_000}
LARGEST = 10**15
WHOLE = re.compile(r"-?[0-9]{1,20}")
NEEDED = "Needed before this can be sent."


class Wrong(ValueError):
    """What is wrong with an answer, in words for whoever gave it."""


def read(questions: Iterable[Question], given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str], list]:
    """`(values, errors, asked)`: checked answers and faults by the question's key, and the questions that are asked of
    somebody who answered so far like this. A condition looks at questions above it only, and a question that is not
    asked decides nothing."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    asked: list[Question] = []
    for one in questions:
        if one.when and not one.when.holds(values.get(one.when.question)):
            continue
        asked.append(one)
        try:
            value = value_of(one, given.get(one.key))
        except Wrong as fault:
            errors[one.key] = str(fault)
            continue
        if value in (None, "", []):
            if one.required:
                errors[one.key] = NEEDED
        else:
            values[one.key] = value
    return values, errors, asked


def unasked(questions: Iterable[Question], given: Mapping[str, Any], asked: Iterable[Question]) -> dict[str, str]:
    """What is wrong with answers to what nobody asked."""
    known, wanted = {one.key for one in questions}, {one.key for one in asked}
    strange = {key: "There is no such question here." for key in given if key not in known}
    hidden = {key: "This is not asked after the other answers." for key in given if key in known - wanted}
    return strange | hidden


def value_of(one: Question, raw: Any) -> Any:
    if raw is None:
        return None
    return READERS[one.kind](one, raw)


def words(one, raw):
    if not isinstance(raw, str):
        raise Wrong("Give a text.")
    said = raw.strip() if one.kind == "long" else " ".join(raw.split())
    if "\x00" in said:
        raise Wrong("A text cannot hold a NUL.")
    if len(said) > LONGEST[one.kind]:
        raise Wrong(f"At most {LONGEST[one.kind]:,} characters fit here.")
    return said


def choice(one, raw):
    if raw == "":
        return None
    if not isinstance(raw, str) or raw not in one.named:
        raise Wrong("Choose one of the list.")
    return raw


def choices(one, raw):
    given = [raw] if isinstance(raw, str) else raw
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise Wrong("Choose among the list.")
    chosen = list(dict.fromkeys(item for item in given if item != ""))
    if any(item not in one.named for item in chosen):
        raise Wrong("Choose among the list.")
    return chosen


def yes_no(one, raw):
    return choice(one, {True: "yes", False: "no"}[raw] if isinstance(raw, bool) else raw)


def number(one, raw):
    if raw == "":
        return None
    if isinstance(raw, str) and WHOLE.fullmatch(raw.strip()):
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Wrong("Give a whole number.")
    if abs(raw) > LARGEST:
        raise Wrong("That number is too large.")
    return raw


def day(one, raw):
    if raw == "":
        return None
    try:
        return date.fromisoformat(raw).isoformat()
    except (ValueError, TypeError):
        raise Wrong("Give a day, as 2026-11-21.") from None


def moment(one, raw):
    """Of an instant without a zone nobody knows when it was: a page says its reader's, a program names one."""
    if raw == "":
        return None
    try:
        said = datetime.fromisoformat(raw)
    except (ValueError, TypeError):
        raise Wrong("Give a day and an hour, as 2026-11-21T14:10Z.") from None
    if said.tzinfo is None:
        raise Wrong("Give the zone with it, as 2026-11-21T14:10Z.")
    try:
        return said.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except OverflowError:
        raise Wrong("Nobody was there at that time.") from None


READERS = {
    "text": words,
    "long": words,
    "choice": choice,
    "choices": choices,
    "yes_no": yes_no,
    "number": number,
    "date": day,
    "moment": moment,
}
