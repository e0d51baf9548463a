"""Walk (a): a client files a ticket over REST: row, clocks, event; then the relay: notices, live names, the seal."""

import pytest

from supportdesk.events import seal
from supportdesk.events.models import Event, Seal
from supportdesk.events.outbox import Outbox
from supportdesk.outbound.models import Notification
from tests.supportdesk.api.clients import Api
from tickets.desk.models import Ticket

from .stories import Listener, relays


@pytest.mark.django_db(transaction=True)
def test_a_ticket_filed_over_rest_is_a_row_its_clocks_and_one_event(desk, rob, ann, tess, service_desk, incident):
    """T-01: a payload becomes one durable row, and what happened is told once."""
    rest, page = Api(ann), Listener()
    relays()
    page.names()
    letter = {"title": "VPN drops", "body": "Since noon.", "type": "incident", "queue": "service-desk"}
    letter |= {"requester": rob.email, "impact": 1, "urgency": 1}
    answer = rest.post("/tickets", letter, Idempotency_Key="alarm-7")
    assert answer.status_code == 201, answer.content
    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/api/v1/tickets/{ticket.pk}"
    assert answer["ETag"]

    clocks = {clock.goal: clock for clock in ticket.clocks.all()}
    assert {goal: clock.policy.key for goal, clock in clocks.items()} == dict.fromkeys(
        ("acknowledge", "first_response", "resolution"), "p1"
    )
    assert all([moment.what for moment in clock.moments.all()] == ["run"] for clock in clocks.values())
    event = Event.objects.get(subject="ticket")
    assert (event.kind, event.subject_id, event.via, event.actor_name) == ("ticket.opened", ticket.pk, "api", "Ann")
    assert sorted(Outbox.objects.values_list("event_id", "lane")) == [(event.pk, "figures"), (event.pk, "people")]

    assert relays() == 2
    assert not Outbox.objects.exists()
    assert page.names() >= {"ticket", f"ticket-{ticket.pk}"}
    assert Seal.objects.filter(event_id=event.pk).count() == 1
    assert seal.verify(rob.organisation_id) is None

    again = rest.post("/tickets", letter, Idempotency_Key="alarm-7")
    assert (again.status_code, again.json()["id"]) == (201, ticket.pk)
    assert Ticket.objects.count() == Event.objects.filter(subject="ticket").count() == 1
    assert relays() == 0
    assert not Notification.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_then_given_to_somebody_reaches_them(desk, rob, ann, tess, service_desk, incident):
    rest = Api(tess)
    letter = {"title": "VPN drops", "body": "-", "type": "incident", "queue": "service-desk", "requester": rob.email}
    opened = rest.post("/tickets", letter)
    ticket = Ticket.objects.get()
    given = rest.post(f"/tickets/{ticket.pk}/assignment", {"owner": ann.pk}, If_Match=opened["ETag"])
    assert given.status_code == 200, given.content
    relays()
    notice = Notification.objects.get()
    assert (notice.person, notice.text) == (ann, f"{ticket.reference} is yours, assigned by Tess")
    relays()
    assert Notification.objects.count() == 1
