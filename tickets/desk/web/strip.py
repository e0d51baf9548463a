"""The views of a queue: each is a name for a URL, and its figure counts exactly what the URL shows (T-19)."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from supportdesk import clock
from supportdesk.numbers import wholes

from ..queries.figures import CAP, counts, offered


@dataclass(frozen=True)
class View:
    key: str
    label: str
    query: tuple
    count: int | None
    chosen: bool

    @property
    def figure(self):
        if self.count is None:
            return ""
        return f"{CAP}+" if self.count > CAP else str(self.count)

    @property
    def url(self):
        address = QueryDict(mutable=True)
        for name, value in self.query:
            address.appendlist(name, value)
        return address.urlencode()


def views(tickets, request, *, counted=True):
    """With their figures, or without: a page with a script fetches them behind the list, with the news."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    week = today - timedelta(days=today.weekday())
    queue = [("queue", str(number)) for number in wholes(request.GET.getlist("queue"))]
    narrowed = tickets.filter(queue__in=[value for _, value in queue]) if queue else tickets
    figures = counts(narrowed, request.user, clock.asked(request.user), today, week) if counted else {}
    named = offered(today, week)
    here = chosen(named, request)
    return [View(key, label, (*query, *queue), figures.get(key), key == here) for key, label, query in named]


def chosen(views, request):
    """The view whose URL this is, whatever queue it is narrowed to."""
    asked = {(name, value) for name, value in request.GET.items() if value and name not in ("queue", "page", "order")}
    named = ((key, {pair for pair in query if pair[0] != "order"}) for key, _, query in views)
    return "all" if not asked else next((key for key, query in named if query == asked), None)
