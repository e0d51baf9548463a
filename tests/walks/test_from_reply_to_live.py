"""Walk (b): an analyst replies in the browser: first response met, fragments answered; then Rob and Max learn of it."""

import re

import pytest
from django.test import Client

from supportdesk.events.models import Event
from supportdesk.outbound.models import Notification
from tickets.desk.actions.open import open_ticket
from tickets.desk.models import TicketClock

from .stories import Listener, relays


@pytest.fixture
def ticket(desk, by, rob, service_desk, incident):
    words = {"title": "Printer is dead", "body": "It blinks red.", "type": incident, "channel": "portal"}
    return open_ticket(service_desk, by=by(rob), requester=rob, **words)


@pytest.fixture
def browser():
    """`browser(ann)`: Ann's, signed in."""

    def opened(person):
        client = Client(headers={"Accept": "text/html"})
        client.force_login(person)
        return client

    return opened


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.django_db(transaction=True)
def test_a_reply_meets_the_first_response_and_everybody_learns_of_it(ticket, browser, ann, max, rob):
    """SLA-04: a substantive reply of a human stops the first response, and the page shows it met."""
    anns, maxs, listening = browser(ann), browser(max), Listener()
    page = anns.get(f"/tickets/{ticket.pk}")
    assert page.status_code == 200
    assert "It blinks red." in words(page)
    before = maxs.get(f"/tickets/{ticket.pk}/timeline")
    unchanged = maxs.get(f"/tickets/{ticket.pk}/timeline", headers={"If-None-Match": before["ETag"]})
    assert unchanged.status_code == 304
    relays()
    listening.names()

    seen = Event.objects.filter(subject="ticket", subject_id=ticket.pk).latest("pk").pk
    said = {"body": "Is the **display** lit?", "seen": seen}
    answer = anns.post(f"/tickets/{ticket.pk}/replies", said, headers={"HX-Request": "true"})
    assert answer.status_code == 200, words(answer)
    assert "First response met" in words(answer)
    assert "display" in words(answer)
    response = TicketClock.objects.get(ticket=ticket, goal="first_response")
    assert (response.breached_at, response.stopped_at is not None) == (None, True)
    kinds = Event.objects.filter(subject="ticket", subject_id=ticket.pk).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["ticket.opened", "sla.met", "sla.met", "ticket.replied"]

    relays()
    (notice,) = Notification.objects.all()
    assert (notice.person, notice.text) == (rob, f"{ticket.reference}: Ann replied")
    assert listening.names() >= {"ticket", f"ticket-{ticket.pk}"}
    fresh = maxs.get(f"/tickets/{ticket.pk}/timeline", headers={"If-None-Match": before["ETag"]})
    assert fresh.status_code == 200
    assert "Is the display lit?" in words(fresh)
    assert "First response met" in words(fresh)


@pytest.mark.django_db(transaction=True)
def test_without_a_script_the_same_form_leads_back_to_the_page(ticket, browser, ann):
    seen = Event.objects.latest("pk").pk
    anns = browser(ann)
    answer = anns.post(f"/tickets/{ticket.pk}/replies", {"body": "Is the display lit?", "seen": seen})
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/tickets/{ticket.pk}")
    assert "Is the display lit?" in words(anns.get(answer["Location"]))


@pytest.mark.django_db(transaction=True)
def test_a_stranger_hears_and_sees_nothing_of_it(ticket, browser, sue, ann):
    sues = browser(sue)
    for address in ("", "/timeline", "/row"):
        assert sues.get(f"/tickets/{ticket.pk}{address}").status_code == 404
    assert sues.post(f"/tickets/{ticket.pk}/replies", {"body": "Hello?"}).status_code == 404
    relays()
    assert not Notification.objects.filter(person=sue).exists()
