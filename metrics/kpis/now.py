"""What is open this minute: the desk's own live figures, what it waits for, and who is on duty."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from supportdesk.accounts.models import Duty
from supportdesk.catalogue.models import TicketType
from supportdesk.errors import Refused
from tickets.desk.configured import status_label
from tickets.desk.models import Ticket
from tickets.desk.queries.board import board
from tickets.desk.states import WAITING

GROUPS = {
    "state": "At a glance",
    "priority": "Backlog by priority",
    "age": "Backlog by age",
    "waiting": "What it waits for",
    "owner": "Who has how much",
    "category": "Backlog by category",
}
NARROWS = ("queue", "type", "channel")  # not those that are groups themselves: the queue's list would say "or"


@dataclass(frozen=True)
class Tile:
    """`query` is that of the queue's own list, which shows exactly what is counted."""

    group: str
    key: str
    label: str
    said: str
    count: int
    query: tuple

    @property
    def address(self) -> str:
        return f"{reverse('tickets')}?{urlencode(self.query)}"


def read(viewer, filters, now):
    """Group, its name, its tiles."""
    narrow = {name: value for name in NARROWS if (value := getattr(filters, name)) is not None}
    seen = Ticket.objects.visible_to(viewer).filter(**narrow)
    words = {"type": key_of(narrow["type"])} if "type" in narrow else {}
    more = tuple((name, str(words.get(name, value))) for name, value in narrow.items())
    counted = board(seen, viewer, now)
    found = [Tile(one.group, one.key, one.label, one.said, one.count, (*one.query, *more)) for one in counted]
    found += waiting(seen, more)
    return [(key, name, [one for one in found if one.group == key]) for key, name in GROUPS.items()]


def key_of(type_id):
    found = TicketType.objects.filter(pk=type_id).first()
    if found is None:
        raise Refused("There is no such type.", field="type")
    return found.key


def waiting(seen, more):
    counted = dict(seen.filter(status__in=WAITING).order_by().values_list("status").annotate(Count("pk")))
    for status in WAITING:
        count, label = counted.get(status, 0), status_label(status)
        yield Tile("waiting", status, label, str(count), count, (("status", str(status)), *more))


def on_duty(viewer, now):
    """Who coordinates which team's queues this minute."""
    running = Duty.objects.visible_to(viewer).running(now).select_related("person", "team")
    return [(one.person, one.team.name, one.until) for one in running]
