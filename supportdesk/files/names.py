"""Names as people gave them, made fit to be shown and to be saved under. No path of ours is ever made of one."""

import re
import unicodedata

LONGEST = 120
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*]')
SPACES = re.compile(r"\s+")


def clean(name: str) -> str:
    """The last part of the path, without what cannot be seen, turns the reading direction or means something to a
    file system. Never empty."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    seen = "".join(" " if letter.isspace() else letter for letter in text if visible(letter))
    plain = SPACES.sub(" ", FORBIDDEN.sub("_", seen)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    if RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    if not stem:
        return f"file{dot}{ending}"[:LONGEST]
    ending = ending[:20]
    return f"{stem[: LONGEST - len(ending) - 1]}{dot}{ending}"


def visible(letter: str) -> bool:
    """Control and format characters, halves of surrogate pairs and private ones are none that a name needs."""
    return letter.isspace() or unicodedata.category(letter)[0] != "C"
