"""Passages for the desk alone inside an article for others: from a line `:::internal` to a line `:::`.

Whatever is doubtful is kept inside: a passage that is never closed goes to the end of its section, and saving such a
text is refused.
"""

import re
from typing import NamedTuple

OPENS = re.compile(r":::+\s*internal", re.IGNORECASE)
CLOSES = re.compile(r"^[\s>*+-]*:::+\s*$")
MARK = ":::internal"


class Piece(NamedTuple):
    internal: bool
    text: str


def pieces(text):
    """The text in order, in pieces that are for everybody or for the desk."""
    found: list[Piece] = []
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        opens, closes = OPENS.search(line), CLOSES.match(line)
        if not opens and not (closes and inside):
            lines.append(line)
            continue
        keep(found, lines, internal=inside)
        lines = said_with_the_mark(line) if opens else []
        inside = bool(opens)
    keep(found, lines, internal=inside)
    return found


def said_with_the_mark(line):
    """What stands in the line of the mark is inside as well."""
    rest = OPENS.sub("", line).strip()
    return [rest] if rest else []


def keep(found, lines, *, internal):
    text = "\n".join(lines).strip("\n")
    if text.strip():
        found.append(Piece(internal, text))


def closed(text):
    """Whether every passage that begins also ends, none begins in another, and no mark is mistyped."""
    inside = False
    for line in text.splitlines():
        if OPENS.search(line):
            if inside or OPENS.sub("", line).strip(" >*+-"):
                return False
            inside = True
        elif ":::" in line:
            if not (inside and CLOSES.match(line)):
                return False
            inside = False
    return not inside


def cut(text):
    """What readers outside are given of a text."""
    return "\n\n".join(piece.text for piece in pieces(text) if not piece.internal)


def outward(sections):
    """What readers outside are given of an article: its sections without what is for the desk alone."""
    open_ones = [section for section in sections if not section["internal"]]
    shown = [{"key": one["key"], "title": one["title"], "text": cut(one["text"])} for one in open_ones]
    return [section for section in shown if section["text"].strip()]


def inward(sections):
    """The same for the desk: each section in pieces."""
    return [
        section | {"pieces": [Piece(section["internal"] or one.internal, one.text) for one in pieces(section["text"])]}
        for section in sections
        if section["text"].strip()
    ]
