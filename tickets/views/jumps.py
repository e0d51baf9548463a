"""Where the palette can jump to: tickets, people, views, queues and pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from supportdesk.catalogue.models import Queue
from tickets.desk.models import Reading, Ticket
from tickets.desk.queries import search

from .models import View

MOST = 6
PAGES = (
    ("Queue", "tickets", True),
    ("Views", "views", True),
    ("Search", "search", True),
    ("New ticket", "ticket-new", False),
    ("Notices", "notices", False),
)


@dataclass(frozen=True)
class Jump:
    label: str
    hint: str
    url: str


@dataclass(frozen=True)
class Group:
    name: str
    jumps: list[Jump]

    def told(self):
        return {"name": self.name, "targets": [vars(jump) for jump in self.jumps]}


def jumps(person, text, searches):
    groups = named(person, text) if text else recent(person, searches)
    return [group for group in groups if group.jumps]


def recent(person, searches):
    read = Reading.objects.filter(person=person).order_by("-read_at").values_list("ticket_id", flat=True)[:MOST]
    known = tickets(person, list(read))
    again = [Jump(text, "Search again", f"{reverse('search')}?{urlencode({'q': text})}") for text in searches[:MOST]]
    return [Group("Recent tickets", known), Group("Recent searches", again), Group("Pages", pages(person, ""))]


def named(person, text):
    exact = search.exactly(person, text)
    ids = ([exact.pk] if exact else []) + search.by_words(person, text, limit=MOST)
    return [
        Group("Tickets", tickets(person, list(dict.fromkeys(ids))[:MOST])),
        Group("People", people(person, text)),
        Group("Views", views(person, text)),
        Group("Queues", queues(person, text)),
        Group("Pages", pages(person, text)),
    ]


def tickets(person, ids):
    seen = dict(Ticket.objects.visible_to(person).filter(pk__in=ids).values_list("pk", "title"))
    return [Jump(seen[pk], f"T-{pk}", reverse("ticket", args=[pk])) for pk in ids if pk in seen]


def people(person, text):
    list_of = reverse("tickets")
    return [
        Jump(one.name, one.email, f"{list_of}?requester={one.pk}&order=newest") for one in search.people(person, text)
    ]


def views(person, text):
    seen = View.objects.visible_to(person).filter(name__icontains=text)[:MOST]
    return [Jump(view.name, view.audience, f"{reverse('tickets')}?{view.query}") for view in seen]


def queues(person, text):
    seen = Queue.objects.visible_to(person).offered().filter(name__icontains=text)[:MOST]
    return [Jump(queue.name, "Queue", f"{reverse('tickets')}?queue={queue.pk}") for queue in seen]


def pages(person, text):
    return [
        Jump(label, "Page", reverse(name))
        for label, name, desk in PAGES
        if text.lower() in label.lower() and (person.serves or not desk)
    ]
