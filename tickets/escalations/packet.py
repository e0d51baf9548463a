"""What a packet is worth: which fields it needs, how complete it is, and the score to expect (D.1, D.2). Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from .fields import BY_ID, DIMENSIONS, FIELDS, Field, Part, Situation

Parts = Mapping[str, str]
NORMAL, HURRIED = 100, 60  # per cent that a packet needs before it may go
EMPTY_WORDS = frozenset(
    [
        "tbd",
        "tba",
        "todo",
        "n/a",
        "na",
        "none",
        "unknown",
        "asap",
        "urgent",
        "very urgent",
        "see ticket",
        "see above",
        "see notes",
        "please check",
        "please look",
        "not sure",
        "as discussed",
        "same",
        "same as above",
        "test",
        "help",
        "broken",
        "does not work",
        "doesnt work",
        "x",
        "xx",
        "xxx",
    ]
)
FILLER = re.compile(r"[\s.,;:!?…\-–_'’\"“”]+")


class Grade(IntEnum):
    MISSING, VAGUE, SOUND = 0, 1, 2


@dataclass(frozen=True)
class Lack:
    """A field that is missing or vague, and what to do about it."""

    field: Field
    words: str

    @property
    def said(self) -> str:
        return f"{self.field.id} {self.field.name}: {self.words}"


@dataclass(frozen=True)
class Assessment:
    applicable: tuple[Field, ...]
    filled: int
    percent: int
    minimum: int
    missing: tuple[Lack, ...]
    vague: tuple[Lack, ...]
    dimensions: Mapping[str, float]
    score: float
    unsanitised: bool

    @property
    def submittable(self) -> bool:
        return self.filled * 100 >= self.minimum * len(self.applicable) and not self.unsanitised


def applicable(at: Situation) -> tuple[Field, ...]:
    """The mandatory fields here, in the order of D.1."""
    return tuple(one for one in FIELDS if one.needed(at) and one.id not in at.waived)


def assess(values: Mapping[str, Parts], at: Situation) -> Assessment:
    """`values`: field id -> part -> text. A field counts as filled when it is what D.1 asks; that it says little costs
    score, not completeness. A dimension is 1 when all of its fields are sound, 0.5 when one is not, else 0; and 0 when
    there is nothing of it at all."""
    needed = applicable(at)
    graded = {one: grade(one, values.get(one.id, {}), at) for one in needed}
    missing = tuple(Lack(one, words) for one, (mark, words) in graded.items() if mark == Grade.MISSING)
    vague = tuple(Lack(one, words) for one, (mark, words) in graded.items() if mark == Grade.VAGUE)
    filled = len(needed) - len(missing)
    marks = {name: [mark for one, (mark, _) in graded.items() if one.dimension == name] for name in DIMENSIONS}
    dimensions = {name: worth(found) for name, found in marks.items()}
    percent = filled * 100 // len(needed) if needed else 100
    score = 0.0 if at.unsanitised else sum(dimensions.values())
    minimum = HURRIED if at.immediate else NORMAL
    return Assessment(needed, filled, percent, minimum, missing, vague, dimensions, score, at.unsanitised)


def worth(marks: list[Grade]) -> float:
    faults = sum(mark != Grade.SOUND for mark in marks)
    if not faults:
        return 1.0
    return 0.5 if faults == 1 and any(marks) else 0.0


def grade(one: Field, parts: Parts, at: Situation) -> tuple[Grade, str]:
    said = {name: text.strip() for name, text in parts.items() if text and text.strip()}
    if not said:
        return Grade.MISSING, "not filled"
    lacking = [part.label for part in one.parts if not part.optional and part.name not in said]
    if lacking:
        return Grade.MISSING, f"lacks “{lacking[0]}”"
    wrong = [part for part in one.parts if part.choices and said.get(part.name) not in (None, *part.choices)]
    if wrong:
        return Grade.MISSING, f"“{wrong[0].label}” is one of {', '.join(wrong[0].choices)}"
    broken = RULES[one.id](said, at) if one.id in RULES else ""
    if broken:
        return Grade.MISSING, broken
    return doubt(one, said)


def doubt(one: Field, said: Parts) -> tuple[Grade, str]:
    empty = [part for part in one.parts if part.name in said and not part.choices and says_nothing(part, said)]
    if empty:
        return Grade.VAGUE, f"“{said[empty[0].name][:40]}” says too little"
    if one.id == "P-20" and "unknown" in said["scope"].lower() and not re.search(r"\d", said["scope"]):
        return Grade.VAGUE, "unknown, at least how many?"
    return Grade.SOUND, ""


def says_nothing(part: Part, said: Parts) -> bool:
    plain = FILLER.sub(" ", said[part.name]).strip().lower()
    if part.optional:
        return False
    return not plain or plain in EMPTY_WORDS - ACCEPTED.get(part.name, frozenset()) or len(plain.split()) < part.least


ACCEPTED = {"scope": frozenset({"unknown"})}


def title(said: Parts, at: Situation) -> str:
    if not 12 <= len(said["title"]) <= 120:
        return "a title has 12 to 120 characters"
    same = at.subject and said["title"].casefold() == at.subject.strip().casefold()
    return "say more than the ticket's subject: symptom, where, since when" if same else ""


def steps(said: Parts, at: Situation) -> str:
    listed = [line for line in said.get("steps", "").splitlines() if line.strip()]
    return "" if "reason" in said or len(listed) >= 2 else "give at least two steps, or why it cannot be reproduced"


def ids(said: Parts, at: Situation) -> str:
    none = at.issues_ids and said["ids"].lower().strip(" .") in ("none issued", "none")
    return "this component issues ids: find one" if none else ""


def artefacts(said: Parts, at: Situation) -> str:
    return "" if said["sanitised"] == "yes" else "somebody has to sanitise what is attached"


def concern(said: Parts, at: Situation) -> str:
    return "say what the concern is" if said["concern"] == "yes" and "what" not in said else ""


RULES: dict[str, Callable[[Parts, Situation], str]] = {
    "P-01": title,
    "P-04": steps,
    "P-10": ids,
    "P-12": artefacts,
    "P-29": concern,
}


def known(values: Mapping[str, Parts]) -> dict[str, dict[str, str]]:
    """Only what the table knows, without what is empty."""
    kept = {}
    for name, parts in values.items():
        names = {part.name for part in BY_ID[name].parts} if name in BY_ID else set()
        said = {part: text.strip() for part, text in parts.items() if part in names and text and text.strip()}
        if said:
            kept[name] = said
    return kept
