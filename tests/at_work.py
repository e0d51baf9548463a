"""Tickets to work on: what a person of the desk finds on an ordinary morning."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events.models import Event
from tests.factories import CategoryFactory, TicketTypeFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.confirm import confirm
from tickets.desk.actions.offer import offer
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket

RESOLVED = {
    "happened": "The certificate of the print server had run out.",
    "cause_class": "configuration",
    "root_cause": "Certificate not renewed",
    "steps": "Renewed the certificate and restarted the spooler.",
    "verification": "Printed a test page with Rob on the phone.",
    "advice": "Print again.",
    "prevention": "The renewal is now in the calendar.",
    "code": "fixed",
}


@pytest.fixture
def incident(db):
    return TicketTypeFactory(key="incident")


@pytest.fixture
def printing(db):
    return CategoryFactory(key="printing")


@pytest.fixture
def resolution():
    """All the parts of a resolution record (T-27)."""
    return dict(RESOLVED)


@pytest.fixture
def opened(by, rob, service_desk, incident):
    """`opened(title=…)`: a new ticket of Rob's at the service desk."""

    def open_one(title="Printer on floor 3 is dead", body="It blinks red.", who=rob, queue=service_desk, **more):
        details = {"type": incident, "channel": "portal", **more}
        return open_ticket(queue, by=by(who), requester=who, title=title, body=body, **details)

    return open_one


@pytest.fixture
def ticket(opened):
    """Rob's new ticket at the service desk."""
    return opened()


@pytest.fixture
def triaged(ticket, by, ann, printing):
    """Rob's ticket, triaged by Ann as P3."""
    return triage(ticket, by=by(ann), seen=ticket.version, impact=2, urgency=2, category=printing)


@pytest.fixture
def owned(triaged, by, ann):
    """Rob's ticket, triaged and owned by Ann."""
    return assign(triaged, by=by(ann), seen=triaged.version, to=ann)


@pytest.fixture
def told():
    """`told(ticket)`: the kinds of what was recorded on it, in order."""

    def kinds(ticket):
        events = Event.objects.filter(subject="ticket", subject_id=ticket.pk).order_by("id")
        return [event.kind for event in events]

    return kinds


@pytest.fixture
def offered(owned, by, ann, sam):
    """Ann's ticket, which she hands to Sam; Sam has not answered yet."""
    return offer(owned, by=by(ann), seen=owned.version, to=sam, reason="My shift ends.")


@pytest.fixture
def resolved(owned, by, ann, resolution):
    """Ann's ticket, resolved by her."""
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    return owned


@pytest.fixture
def closed(resolved, by, rob):
    """Ann's ticket, resolved by her and confirmed by Rob."""
    return confirm(resolved, by=by(rob))


@pytest.fixture
def clock_of():
    """`clock_of(ticket, goal)`: the newest clock of this goal."""

    def newest(ticket, goal):
        return ticket.clocks.filter(goal=goal).latest("pk")

    return newest


@pytest.fixture
def news():
    """`news(ticket)`: the kinds of what was recorded on it since the last time of asking, in order."""
    heard = {}

    def kinds(ticket):
        events = Event.objects.filter(subject="ticket", subject_id=ticket.pk, pk__gt=heard.get(ticket.pk, 0))
        told = list(events.order_by("pk"))
        if told:
            heard[ticket.pk] = told[-1].pk
        return [event.kind for event in told]

    return kinds


@pytest.fixture
def latest():
    """`latest(ticket)`: the last event on it, with its words."""

    def event(ticket):
        return Event.objects.with_words().filter(subject="ticket", subject_id=ticket.pk).latest("pk")

    return event


@pytest.fixture
def turn_back():
    """`turn_back(ticket, days=3)`: as if everything on it had happened that much earlier."""

    def earlier(ticket, **span):
        fields = ("resolved_at", "closed_at", "close_at", "opened_at", "status_since", "activity_at")
        moved = {name: getattr(ticket, name) - timedelta(**span) for name in fields if getattr(ticket, name)}
        Ticket.objects.filter(pk=ticket.pk).update(**moved)
        ticket.refresh_from_db()
        return ticket

    return earlier


@pytest.fixture
def opened_ago(rob, service_desk, incident):
    """`opened_ago(hours=5)`: Rob's P1 as an import tells of it, so that its clocks ran all that time."""

    def open_one(impact=1, urgency=1, title="Nothing prints", **span):
        at = clock.now() - timedelta(**span)
        words = {"title": title, "body": "All floors.", "type": incident, "channel": "phone"}
        urgent = {"impact": impact, "urgency": urgency}
        return open_ticket(service_desk, by=system("import"), requester=rob, at=at, **words, **urgent)

    return open_one
