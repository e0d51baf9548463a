"""Rows of a list: four statements whatever their number, and only the columns that a row shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, FilteredRelation, Q

from supportdesk import clock

from ..models import Ticket, TicketClock
from ..queries.lists import ORDERS
from ..states import CATEGORY, LIVE, Status
from .deadline import Deadline, deadline
from .words import OWN_WORDS

COLUMNS = ("pk", "title", "priority", "status", "status_since", "waiting_until", "activity_at", "version", "owner_id")
NAMES = {
    "requester_name": F("requester__name"),
    "organisation_name": F("organisation__name"),
    "owner_name": F("owner__name"),
    "read_at": F("own_reading__read_at"),
}


@dataclass(slots=True)
class Row:
    pk: int
    title: str
    priority: int | None
    status: str
    status_since: datetime
    waiting_until: datetime | None
    activity_at: datetime
    version: int
    owner_id: int | None
    requester_name: str
    organisation_name: str | None
    owner_name: str | None
    read_at: datetime | None
    deadline: Deadline | None = None
    tags: tuple[str, ...] = ()

    @property
    def reference(self):
        return f"T-{self.pk}"

    @property
    def status_label(self):
        return Status(self.status).label

    @property
    def own_label(self):
        return OWN_WORDS[self.status]

    @property
    def category(self):
        return CATEGORY[Status(self.status)].value

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def unread(self):
        return self.read_at is None or self.read_at < self.activity_at


def rows(tickets, person, *, order="rank", start=0, stop=50):
    """These tickets in this order, with the next deadline, the tags and the person's own reading of each."""
    own = FilteredRelation("readings", condition=Q(readings__person=person))
    narrow = tickets.order_by(*ORDERS[order]).annotate(own_reading=own)
    made = [Row(*values) for values in narrow.values_list(*COLUMNS, *NAMES.values())[start:stop]]
    by_pk = {row.pk: row for row in made}
    for pk, due in deadlines(by_pk).items():
        by_pk[pk].deadline = due
    for pk, names in tags(by_pk).items():
        by_pk[pk].tags = tuple(names)
    return made


def deadlines(pks):
    """The next one due of each ticket; where nothing runs, the one that is held."""
    if not pks:
        return {}
    now = clock.now()
    open_clocks = TicketClock.objects.filter(ticket__in=pks, stopped_at=None)
    soonest = open_clocks.order_by("ticket", F("due_at").asc(nulls_last=True), "pk").distinct("ticket")
    return {row.ticket_id: deadline(row, now) for row in soonest}


def tags(pks):
    named: dict[int, list[str]] = {}
    tagged = Ticket.tags.through.objects.filter(ticket__in=pks).order_by("tag__name")
    for pk, name in tagged.values_list("ticket_id", "tag__name") if pks else ():
        named.setdefault(pk, []).append(name)
    return named
