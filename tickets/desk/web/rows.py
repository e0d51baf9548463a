"""Rows of a list: four statements whatever their number, and only the columns that a row shows."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import CharField, FilteredRelation, Q, Value
from django.db.models.functions import Cast, Concat
from django.template.loader import get_template
from django.urls import reverse
from markupsafe import Markup

from supportdesk import byhand, clock
from supportdesk.accounts.mask import requester_name
from supportdesk.byhand import made
from supportdesk.times import instant, since

from .. import configured
from ..models import TicketClock
from ..queries.lists import ORDERS
from ..states import CATEGORY, LIVE, Status
from .deadline import Deadline, deadline
from .words import OWN_CATEGORY, OWN_WORDS

COLUMNS = ("pk", "title", "priority", "status", "version", "activity_at", "status_since", "waiting_until")
NAMES = ("requester_id", "requester__name", "organisation__name", "owner__name", "own_reading__read_at")
DUE = """
SELECT DISTINCT ON (clock.ticket_id) {clock} FROM desk_ticketclock clock
WHERE clock.stopped_at IS NULL AND clock.ticket_id = ANY (%s)
ORDER BY clock.ticket_id, clock.due_at NULLS LAST, clock.id
"""
NEXT_DUE = byhand.statement(DUE, clock=TicketClock)
TAGS = """
SELECT tagged.ticket_id, array_agg(tag.name ORDER BY tag.name)
FROM desk_ticket_tags tagged JOIN catalogue_tag tag ON tag.id = tagged.tag_id
WHERE tagged.ticket_id = ANY (%s) GROUP BY tagged.ticket_id
"""
KEPT = 4096  # rendered rows per process: what many people look at is rendered once


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows and nothing else, so that equal rows look the same to everybody."""

    pk: int
    title: str
    priority: int | None
    status: str
    version: int
    status_since: datetime
    since: str
    waiting: str
    requester_name: str
    organisation_name: str | None
    owner_name: str | None
    unread: bool
    deadline: Deadline | None
    tags: tuple[str, ...]

    @property
    def reference(self):
        return f"T-{self.pk}"

    @property
    def status_label(self):
        return configured.status_label(self.status)

    @property
    def own_label(self):
        return OWN_WORDS[Status(self.status)]

    @property
    def own_category(self):
        return OWN_CATEGORY[Status(self.status)].value

    @property
    def category(self):
        return CATEGORY[Status(self.status)].value

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def html(self):
        return rendered(self)


def rendered(row) -> Markup:
    return drawn(row, row.status_label)


@lru_cache(KEPT)
def drawn(row, label) -> Markup:
    """Kept by the row and by the name of its status, which somebody may change."""
    html = get_template("tickets/_row.html").render({"row": row, "tickets": reverse("tickets")})
    return Markup(html)  # noqa: S704 (our own template, which escapes)


def rows(tickets, person, *, order="rank", start=0, stop=50):
    """These tickets in this order, with the next deadline, the tags and the person's own reading of each."""
    own = FilteredRelation("readings", condition=Q(readings__person=person))
    narrow = tickets.order_by(*(ORDERS[order] if isinstance(order, str) else order)).annotate(own_reading=own)
    if person.sits_lightly:
        narrow = narrow.annotate(veiled=Concat(Value(requester_name("")), Cast("requester_id", CharField())))
    names = ("veiled", *NAMES[1:]) if person.sits_lightly else NAMES  # ROLE-06
    found = list(narrow.values_list(*COLUMNS, *names)[start:stop])
    now = clock.asked(person)
    due, named = deadlines([pk for pk, *_ in found], now), tags([pk for pk, *_ in found])
    return [row_of(values, due, named, now, person) for values in found]


def row_of(values, due, named, now, viewer):
    pk, title, priority, status, version, activity_at, status_since, waiting_until, *names = values
    requester_id, requester, organisation, owner, read_at = names
    return Row(
        pk,
        title,
        priority,
        status,
        version,
        status_since=status_since,
        since=since(status_since, now),
        waiting=instant(waiting_until) if waiting_until else "",
        requester_name=requester_name(requester_id) if masked(viewer, requester_id) else requester,
        organisation_name=organisation,
        owner_name=owner,
        unread=read_at is None or read_at < activity_at,
        deadline=due.get(pk),
        tags=tuple(named.get(pk, ())),
    )


def masked(viewer, person_id):
    """A light seat sees that there is a requester, not which one (ROLE-06)."""
    return viewer.sits_lightly and person_id != viewer.pk


def deadlines(pks, now):
    """The next one due of each ticket; where nothing runs, the one that is held."""
    if not pks:
        return {}
    first = (made(TicketClock, values) for values in byhand.rows(NEXT_DUE, [pks]))
    return {row.ticket_id: deadline(row, now) for row in first}


def tags(pks):
    return dict(map(tuple, byhand.rows(TAGS, [pks]))) if pks else {}
