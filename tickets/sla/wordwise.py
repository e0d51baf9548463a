"""What was changed in a text, word by word: kept, taken out, put in."""

import re
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[^\s]+")


def difference(was: str, now: str) -> list[tuple[str, str]]:
    """("same" | "out" | "in", words) in reading order; put together without the ones that came in it is what was."""
    before, after = WORDS.findall(was), WORDS.findall(now)
    parts: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(("same", "".join(before[a:b])))
        else:
            parts += [
                (kind, text) for kind, text in (("out", "".join(before[a:b])), ("in", "".join(after[c:d]))) if text
            ]
    return parts
