"""What a text file holds that is secret or personal (SEC-02). Its first megabyte is looked at, and all of it for
private keys: whoever sends a long log waits for nothing."""

from pathlib import Path

from supportdesk.privacy import policies, screening
from supportdesk.privacy.detect import KEY, SECRETS, Kind, kinds_in

from .limits import MEGABYTE

PIECE, OVERLAP = MEGABYTE, 100


def look(path: Path, rules: screening.Rules) -> list[str]:
    """The kinds in it, but for those that may stay."""
    with path.open("rb") as file:
        head = file.read(PIECE)
        found = kinds_in(head.decode(errors="replace"))
        if Kind.PRIVATE_KEY not in found and key_beyond(file, head[-OVERLAP:]):
            found.add(Kind.PRIVATE_KEY)
    return sorted(kind.value for kind in found if rules[kind] != screening.LEAVE)


def key_beyond(file, kept: bytes) -> bool:
    while piece := file.read(PIECE):
        if KEY.search((kept + piece).decode(errors="replace")):
            return True
        kept = piece[-OVERLAP:]
    return False


def take_out(path: Path, rules: screening.Rules) -> None:
    """What the rules mask is gone before the file is kept."""
    if screening.MASK not in rules.values():
        return
    whole = path.read_bytes()
    head = whole[:PIECE].decode(errors="replace")
    path.write_bytes(screening.kept(head, rules).encode() + whole[PIECE:])


def secret(holds: list[str]) -> bool:
    return not {kind.value for kind in SECRETS}.isdisjoint(holds)


def barred(holds: list[str]) -> list[str]:
    """The kinds that stand in no file but one that opens once."""
    rules = policies.rules()
    return [kind for kind in holds if rules[Kind(kind)] == screening.BLOCK]
