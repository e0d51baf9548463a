"""Tickets to work on: what a person of the desk finds on an ordinary morning."""

import pytest

from supportdesk.events.models import Event
from tests.factories import CategoryFactory, TicketTypeFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.triage import triage

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
