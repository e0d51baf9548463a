"""What differs between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 6000  # words; beyond, whole lines are compared


class Part(NamedTuple):
    what: str  # same, gone or new
    text: str


def parts(before, after):
    """The text as one reads it, in parts that stayed, went or came."""
    old, new = split(before), split(after)
    if len(old) + len(new) > LONGEST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found = []
    for tag, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Part("same", "".join(old[begin:end])))
            continue
        if end > begin:
            found.append(Part("gone", "".join(old[begin:end])))
        if last > first:
            found.append(Part("new", "".join(new[first:last])))
    return found


def split(text):
    return WORDS.findall(text)


def changed(before, after):
    """How many words came or went."""
    return sum(len(re.findall(r"\w+", part.text)) for part in parts(before, after) if part.what != "same")
