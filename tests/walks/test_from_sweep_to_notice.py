"""Walk (c): the sweep finds a breach; owner, lead and manager hear of it once, however often or late it sweeps."""

from collections import Counter
from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events.models import Event
from supportdesk.outbound.models import Notification
from tickets.desk import tasks
from tickets.desk.actions.assign import assign
from tickets.desk.actions.open import open_ticket
from tickets.desk.models import Ticket, TicketClock, TicketMoment

from .stories import Listener, relays


@pytest.fixture
def burning(desk, by, rob, ann, service_desk, incident):
    """Ann's P1, opened sixteen minutes ago and not answered yet: the fifteen of the first response are over."""
    words = {"title": "Nothing prints", "body": "All floors.", "type": incident, "channel": "phone"}
    at = clock.now() - timedelta(minutes=16)
    ticket = open_ticket(service_desk, by=system("import"), requester=rob, at=at, impact=1, urgency=1, **words)
    assign(ticket, by=by(ann), seen=ticket.version, to=ann)
    relays()
    Notification.objects.all().delete()
    return ticket


def everything():
    """All that a sweep could change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (TicketClock, TicketMoment, Ticket, Event, Notification)
    ]


@pytest.mark.django_db(transaction=True)
def test_owner_lead_and_manager_hear_of_the_breach_once(burning, ann, tess, max, joe, rob):
    """SLA-07: owner, then lead, then manager; each level once per clock."""
    page = Listener()
    tasks.ring()
    response = TicketClock.objects.get(ticket=burning, goal="first_response")
    assert response.breached_at == burning.opened_at + timedelta(minutes=15)
    relays()
    notices = Notification.objects.filter(kind="sla.breached")
    text = f"{burning.reference}: the time for first response is over"
    assert sorted(notices.values_list("person", "text", "level")) == sorted(
        (person.pk, text, "urgent") for person in (ann, tess, max)
    )
    warned = Counter(Notification.objects.filter(kind="sla.warned").values_list("person", flat=True))
    assert warned == {ann.pk: 3, tess.pk: 2, max.pk: 1}
    assert page.names() >= {"ticket", f"ticket-{burning.pk}"}


@pytest.mark.django_db(transaction=True)
def test_sweeping_twice_changes_nothing(burning):
    """SLA-06: run twice on the same data, the results are identical and no notification repeats."""
    tasks.ring()
    relays()
    before = everything()
    tasks.ring()
    assert relays() == 0
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_an_hour_late_it_tells_the_same(burning, by, rob, service_desk, incident, ann):
    """SLA-06: the sweep may come an hour late: the same levels at the same instants, one notice each."""
    words = {"title": "Nothing prints", "body": "-", "type": incident, "channel": "phone", "impact": 1, "urgency": 1}
    at = clock.now() - timedelta(minutes=76)
    late = open_ticket(service_desk, by=system("import"), requester=rob, at=at, **words)
    tasks.ring()
    relays()

    def told(ticket):
        events = Event.objects.filter(subject_id=ticket.pk, kind__startswith="sla.", data__goal="first_response")
        return [(one.kind, one.data["share"], one.at - ticket.opened_at) for one in events.order_by("pk")]

    assert told(late) == told(burning)
    for event in Event.objects.filter(kind="sla.breached"):
        heard = Notification.objects.filter(event_id=event.pk).values_list("person", flat=True)
        assert len(heard) == len(set(heard))
