"""Chats under Administration: added, and what is done with one (T-02, INT-04)."""

import re

import pytest

from tests.chatted import chatted
from tests.mailed import letter
from tests.supportdesk.api.clients import Api
from tickets.intake.models import ChatSource

pytestmark = pytest.mark.django_db


def secret_on(page):
    return re.search(r"whsec_[A-Za-z0-9+/=]+", page)[0]


def test_olga_adds_a_chat_changes_it_and_ends_it(browse, said, olga, service_desk, network):
    """INT-04: the secret is shown this once."""
    browser = browse(olga)
    page = said(browser.post("/administration/chats/", {"name": "Website", "queue": service_desk.pk}))
    source = ChatSource.objects.get()
    assert "Conversations of Website become tickets." in page
    first, at = secret_on(page), f"/administration/chats/{source.pk}"
    assert "whsec_" not in said(browser.get(at))
    assert browser.post(at, {"name": "Shop", "queue": network.pk, "seen": 1}).status_code == 302
    assert secret_on(said(browser.post(f"{at}/secret"))) != first
    assert browser.post(f"{at}/end").status_code == 302
    source.refresh_from_db()
    assert (source.name, source.queue, bool(source.ended_at)) == ("Shop", network, True)
    assert "Ended" in said(browser.get("/administration/chats/"))


def test_without_a_queue_nothing_is_added(browse, olga):
    assert browse(olga).post("/administration/chats/", {"name": "Website"}).status_code == 422
    assert not ChatSource.objects.exists()


def test_each_channel_is_one_ticket_and_its_filter_finds_that_one(
    browse, said, brought, rob, ann, olga, incident, service_desk
):
    """T-02: Given one contact through each channel, when all arrive, then one ticket per contact exists and filtering
    by channel returns exactly the right one."""
    analyst, words = Api(ann), {"body": "Since nine.", "type": "incident"}
    asked = {"title": "By portal", "body": "Since nine.", "type": incident.pk}
    assert browse(rob).post("/tickets/new", asked).status_code == 302
    brought(letter(rob.email, subject="By email"))
    secret = secret_on(said(browse(olga).post("/administration/chats/", {"name": "Web", "queue": service_desk.pk})))
    chatted("web", secret, {"conversation": "c-1", "email": rob.email, "text": "By chat"})
    assert Api(rob).post("/tickets", words | {"title": "By api"}).status_code == 201
    for channel in ("phone", "walk_up"):
        logged = words | {"title": f"By {channel}", "channel": channel, "requester": rob.pk, "queue": "service-desk"}
        assert analyst.post("/tickets", logged).status_code == 201
    assert len(analyst.get("/tickets").json()["results"]) == 6
    for channel in ("portal", "email", "chat", "api", "phone", "walk_up"):
        (found,) = analyst.get("/tickets", {"channel": channel}).json()["results"]
        assert found["title"] == f"By {channel}"
