"""Which key says what. Pure: the table, a person's own keys on top of it, and what stands in the way of a key.

Keys are written as a browser names them, strokes with a space between: `x`, `X` (with Shift), `g q`, `Control+k`.
"""

import re
from dataclasses import dataclass

LETTERS = re.compile(r"[A-Za-z]")
STROKE = re.compile(r"[!-~]|Control\+[a-z]")
TAKEN_BY_BROWSERS = frozenset("acfhjlnoprstuvwxz")  # with Control
MOST_STROKES = 2


@dataclass(frozen=True)
class Command:
    name: str
    keys: str
    label: str
    group: str
    everybody: bool = False


COMMANDS = (
    Command("down", "j", "Next in the list", "List"),
    Command("up", "k", "Previous in the list", "List"),
    Command("select", "x", "Select", "List"),
    Command("select-range", "X", "Select up to here", "List"),
    Command("back", "u", "Back to the list", "List"),
    Command("take", "a", "Take it", "Ticket"),
    Command("assign", "A", "Assign to somebody", "Ticket"),
    Command("status", "s", "Status", "Ticket"),
    Command("priority", "p", "Priority and triage", "Ticket"),
    Command("tags", "t", "Tags and category", "Ticket"),
    Command("resolve", "d", "Done: resolve or close", "Ticket"),
    Command("link", "l", "Link or duplicate", "Ticket"),
    Command("escalate", "e", "Escalate", "Ticket"),
    Command("incident", "i", "Its incident", "Ticket"),
    Command("snooze", "h", "Snooze", "Ticket"),
    Command("next", ".", "Next ticket; on the list, take the next", "Ticket"),
    Command("reply", "r", "Reply", "Writing"),
    Command("note", "n", "Internal note", "Writing"),
    Command("ask", "q", "Ask for details", "Writing"),
    Command("macro", "m", "Insert a macro", "Writing"),
    Command("undo", "z", "Undo sending, or the last change", "Writing"),
    Command("outcome-triage", "1", "Triage: accept as proposed", "Triage"),
    Command("outcome-duplicate", "2", "Triage: decline as a duplicate", "Triage"),
    Command("outcome-send", "3", "Triage: send to another queue", "Triage"),
    Command("outcome-later", "4", "Triage: ask or snooze", "Triage"),
    Command("palette", "Control+k", "Anything, by name", "Go", everybody=True),
    Command("search", "/", "Search", "Go"),
    Command("go-queue", "g q", "The queue, or my tickets", "Go", everybody=True),
    Command("go-mine", "g m", "Mine", "Go"),
    Command("go-next", "g n", "What comes next", "Go"),
    Command("go-triage", "g t", "Triage one after another", "Go"),
    Command("go-boards", "g b", "Boards", "Go"),
    Command("go-knowledge", "g k", "Knowledge", "Go"),
    Command("go-incidents", "g i", "Incidents", "Go"),
    Command("new", "c", "New ticket", "Go", everybody=True),
    Command("sheet", "?", "This list", "Go", everybody=True),
)
BY_NAME = {command.name: command for command in COMMANDS}


def keys_of(person) -> dict[str, str]:
    """Command -> its keys for this person."""
    own = getattr(person, "own_keys", None) or {}
    return {command.name: own.get(command.name, command.keys) for command in COMMANDS}


def offered(person) -> list[Command]:
    return [command for command in COMMANDS if person.serves or command.everybody]


def sound(text: str) -> str:
    """Keys as they are kept; whatever people type for Shift and Ctrl is understood."""
    joined = re.sub(r"(?i)\bctrl\b|\bstrg\b", "Control", " ".join(text.split()))
    joined = re.sub(r"(?i)\bcontrol\s*\+?\s*([a-z])\b", lambda found: f"Control+{found[1].lower()}", joined)
    return re.sub(r"(?i)\bshift\s*\+?\s*([a-z])\b", lambda found: found[1].upper(), joined)


def fault(keys: str) -> str:
    """Why these cannot be keys at all, in words; empty when they can."""
    strokes = keys.split(" ")
    if not keys or len(strokes) > MOST_STROKES or not all(STROKE.fullmatch(stroke) for stroke in strokes):
        return "A key is one character, two in a row (“g q”), or Ctrl with a letter."
    taken = [stroke for stroke in strokes if stroke.startswith("Control+") and stroke[-1] in TAKEN_BY_BROWSERS]
    return f"Ctrl {taken[0][-1].upper()} belongs to the browser." if taken else ""


def in_the_way(keys: dict[str, str], name: str, wanted: str) -> Command | None:
    """The command that these keys say already, or that begins with them, or whose keys they begin with."""
    for other, theirs in keys.items():
        if other == name or not theirs:
            continue
        if theirs == wanted or theirs.startswith(f"{wanted} ") or wanted.startswith(f"{theirs} "):
            return BY_NAME[other]
    return None


def shown(keys: str) -> list[str]:
    """Each stroke as people read it."""
    return [word for stroke in keys.split() for word in stroke_shown(stroke)]


def stroke_shown(stroke):
    if stroke.startswith("Control+"):
        return ["Ctrl", stroke[-1].upper()]
    return ["Shift", stroke.lower()] if LETTERS.fullmatch(stroke) and stroke.isupper() else [stroke]


def aria(keys: str) -> str:
    """The attribute `aria-keyshortcuts`."""
    return " ".join("+".join(stroke_shown(stroke)).replace("Ctrl", "Control") for stroke in keys.split())
