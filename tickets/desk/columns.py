"""The columns that a list may have: what each is called, where it stands in the row, and what it is ordered by. Data.

A table, a file and the API's file have the same columns, so each is said once, here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from .configured import StatusLabels
from .states import Channel

LIMIT = 50_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """`path` leads from the ticket to the value; `order` to what a table is ordered by."""

    name: str
    label: str
    path: str
    order: str = ""
    words: Mapping | None = None
    nullable: bool = False

    @property
    def by(self) -> str:
        return self.order or self.path

    def keys(self, *, descending=False):
        """Rows without a value come last in either direction; the number decides between equals."""
        key = F(self.by).desc(nulls_last=True) if descending else F(self.by).asc(nulls_last=True)
        return (key if self.nullable else f"{'-' if descending else ''}{self.by}", "-id" if descending else "id")

    def said(self, value):
        """A value in words."""
        if value is None or value == "":
            return ""
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        if self.words:
            return str(self.words.get(value, value))
        return f"{value:.1f}" if isinstance(value, float) else str(value)


COLUMNS = {
    column.name: column
    for column in (
        Column("reference", "Ticket", "id"),
        Column("title", "Subject", "title"),
        Column("priority", "Priority", "priority", words={n: f"P{n}" for n in (1, 2, 3, 4)}, nullable=True),
        Column("status", "Status", "status", words=StatusLabels()),
        Column("since", "Since", "status_since"),
        Column("waiting", "Waits until", "waiting_until", nullable=True),
        Column("due", "Next deadline", "due_at", nullable=True),
        Column("owner", "Owner", "owner__name", nullable=True),
        Column("requester", "Requester", "requester__name"),
        Column("organisation", "Organisation", "organisation__name", nullable=True),
        Column("queue", "Queue", "queue__name"),
        Column("type", "Type", "type__name", order="type_id"),
        Column("category", "Category", "category__name", nullable=True),
        Column("component", "Component", "component__name", nullable=True),
        Column("channel", "Came in by", "channel", words=dict(Channel.choices)),
        Column("opened", "Opened", "opened_at"),
        Column("activity", "Latest activity", "activity_at"),
        Column("resolved", "Resolved", "resolved_at", nullable=True),
        Column("score", "Score (hours, low is urgent)", "rank"),
        Column("tags", "Tags", ""),
    )
}
ALWAYS = ("reference", "title")
USUAL = ("priority", "status", "due", "owner", "requester", "organisation", "tags")
CHOICES = tuple(name for name in COLUMNS if name not in ALWAYS)
# What a list may be grouped by: the column that heads stand for.
GROUPS = {"status": "Status", "priority": "Priority", "owner": "Owner", "queue": "Queue", "due": "Day of the deadline"}
# The orders with a name of their own; any column is one too, with - for descending.
ORDERS = ("rank", "due", "priority", "newest", "oldest", "activity")
MISSING = {"priority": "No priority yet", "owner": "Nobody", "due": "No deadline"}


def chosen(given) -> tuple[str, ...]:
    """The columns of an address, in the order of the register; unknown ones are no columns."""
    wanted = {name for value in given for name in value.split(",")}
    return ALWAYS + tuple(name for name in CHOICES if name in wanted)


def is_order(given: str) -> bool:
    name = given.removeprefix("-")
    return given in ORDERS or (not given.startswith("--") and name in COLUMNS and bool(COLUMNS[name].path))


def head(group: str, value) -> str:
    """What stands over the rows of one group."""
    if value is None:
        return MISSING[group]
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%A, %-d %B %Y}"
    return COLUMNS[group].said(value)


def inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
