"""The fields that tickets are filtered by: their names, what each may be, and how it is said. Data."""

from dataclasses import dataclass

from .states import Category, Channel, Status

WORDS = ("is", "not")
MOMENTS = ("after", "before")


@dataclass(frozen=True)
class Field:
    """`values` are all there are; without any, names are looked up. `ahead`: its moments lie before us."""

    name: str
    label: str
    ops: tuple[str, ...] = WORDS
    values: tuple[str, ...] = ()
    hint: str = ""
    pattern: str = ""
    example: str = "3d"
    ahead: bool = False
    free: bool = False  # kept letter by letter
    public: bool = False  # a requester may ask by it: by anything else one would learn what it is

    def plain(self, value: str) -> str:
        """A value in its one spelling: P1 is 1, Nobody is none, and fixed words have no capitals."""
        lower = value.lower()
        if self.free:
            return value
        if self.name == "priority":
            lower = lower.removeprefix("p")
        if lower in self.values or lower in RESERVED:
            return lower
        return "none" if lower == "nobody" else value


RESERVED = ("me", "team", "none", "today", "yesterday", "tomorrow", "week", "month", "mine")
STATUSES = tuple(dict.fromkeys(("live", Category.OPEN.value, Category.WAITING.value, "ended", *Status.values)))
FLAGS = ("unread", "replied", "watched", "offered", "helped", "reopened")
NAMED = "Say a name as it stands in the catalogue."

FIELDS = {
    field.name: field
    for field in (
        Field("status", "Status", values=STATUSES, public=True),
        Field("priority", "Priority", values=("1", "2", "3", "4", "none")),
        Field("owner", "Owner", hint="Say me, team, none, an id, an address or a name."),
        Field("requester", "Requester", hint="Say me, an id, an address or a name.", public=True),
        Field("organisation", "Organisation", hint="Say an id or a name.", public=True),
        Field("queue", "Queue", hint="Say mine, an id or a key."),
        Field("type", "Type", hint=NAMED, public=True),
        Field("category", "Category", hint=NAMED, public=True),
        Field("component", "Component", hint=NAMED),
        Field("tag", "Tag", hint=NAMED),
        Field("channel", "Came in by", values=tuple(Channel.values), public=True),
        Field("is", "Is", values=FLAGS),
        Field("due", "Deadline", (*WORDS, *MOMENTS), ("overdue", "at_risk", "today", "none"), example="2h", ahead=True),
        Field("waiting", "Waiting", (*WORDS, *MOMENTS), ("over",)),
        Field("opened", "Opened", MOMENTS, public=True),
        Field("updated", "Updated", MOMENTS),
        Field("resolved", "Resolved", MOMENTS),
        Field("breached", "Breached", ("after",)),
        Field("reopened", "Reopened", ("after",), public=True),
        Field("promised", "Update promised", MOMENTS, example="2h", ahead=True),
        Field("identifier", "Identifier", free=True),
        Field("source_key", "Source key", free=True),
        Field("text", "Words", free=True, public=True),
    )
}
