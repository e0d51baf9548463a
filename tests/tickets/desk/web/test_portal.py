"""What a requester sees: the own tickets, and nothing of the desk's."""

from datetime import timedelta

import pytest

from supportdesk import clock
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.models import Message, Ticket
from tickets.desk.states import Status

INTERNAL = (
    "Priority",
    "Impact",
    "Urgency",
    "Owner",
    "Resolution",
    "Next update",
    "Take it",
    "Internal",
    "Service desk",
)


@pytest.fixture
def busy(owned, by, ann, sam):
    """Rob's ticket with an answer for him and a note that is not."""
    note(owned, by=by(sam), body="He broke it himself.")
    reply(owned, by=by(ann), body="We are on it.")
    return owned


def test_rob_sees_his_tickets_and_nothing_internal(browse, rob, busy, page, said):
    browser = browse(rob)
    assert busy.title in said(browser.get("/tickets/"))
    html = said(browser.get(page(busy)))
    assert "We are on it." in html
    for word in ("He broke it himself.", *INTERNAL):
        assert word not in html, word


@pytest.mark.parametrize(
    ("status", "words"), [("pending_vendor", "In progress"), ("pending_requester", "Waiting for you")]
)
def test_rob_reads_whose_turn_it_is(browse, rob, busy, page, said, status, words):
    Ticket.objects.filter(pk=busy.pk).update(status=status)
    for path in ("/tickets/", page(busy)):
        html = said(browse(rob).get(path))
        assert words in html
        assert "vendor" not in html
        assert ("state-waiting" in html) == (status == "pending_requester")


def test_rob_answers_and_a_wait_for_him_ends(browse, rob, busy, page):
    browse(rob).post(page(busy, "replies"), {"body": "Still red."})
    assert Message.objects.filter(ticket=busy, author=rob, body="Still red.", from_desk=False).exists()


def test_rob_answers_with_script_and_still_sees_nothing_internal(browse, rob, busy, page, said):
    html = said(browse(rob).send(page(busy, "replies"), {"body": "Still red."}))
    assert "Still red." in html
    for word in ("He broke it himself.", *INTERNAL):
        assert word not in html, word


def test_rob_confirms_that_it_is_solved(browse, rob, resolved, page, said):
    assert "Yes, it is solved" in said(browse(rob).get(page(resolved)))
    browse(rob).post(page(resolved, "confirmation"))
    assert Ticket.objects.get(pk=resolved.pk).status == Status.CLOSED


def test_rob_reopens_what_is_not_solved(browse, rob, resolved, page):
    browse(rob).post(page(resolved, "reopening"), {"reason": "not_fixed", "body": "It blinks again."})
    assert Ticket.objects.get(pk=resolved.pk).status == Status.IN_PROGRESS


@pytest.mark.parametrize("way", ["send", "post"])
def test_what_rob_writes_on_a_closed_ticket_reopens_it(browse, rob, closed, page, said, way):
    """T-29: inside the window a plain reply on the page reopens."""
    assert "Whatever you write opens it again." in said(browse(rob).get(page(closed)))
    getattr(browse(rob), way)(page(closed, "replies"), {"body": "Red again."})
    assert Ticket.objects.get(pk=closed.pk).status == Status.IN_PROGRESS


@pytest.mark.parametrize(("way", "header"), [("send", "HX-Redirect"), ("post", "Location")])
def test_after_the_window_it_opens_a_follow_up_and_leads_there(browse, rob, closed, page, said, turn_back, way, header):
    """T-29: after the window a linked follow-up opens, and rob is led to it."""
    turn_back(closed, days=15)
    browser = browse(rob)
    assert "opens a new ticket" in said(browser.get(page(closed)))
    response = getattr(browser, way)(page(closed, "replies"), {"body": "Red again."})
    made = Ticket.objects.get(links__other=closed)
    assert response.headers[header] == page(made)
    assert "Red again." in said(browser.get(page(made)))
    assert Ticket.objects.get(pk=closed.pk).status == Status.CLOSED


def test_rob_asks_for_help(browse, rob, service_desk, incident):
    form = {"title": "No sound", "body": "In every call.", "type": incident.pk}
    response = browse(rob).post("/tickets/new", form)
    ticket = Ticket.objects.get(title="No sound")
    assert response.headers["Location"] == f"/tickets/{ticket.pk}"
    assert (ticket.requester, ticket.channel, ticket.queue) == (rob, "portal", service_desk)


def test_rita_sees_what_acme_asked_and_sue_does_not(browse, rita, sue, busy, page, said):
    """ROLE-07: the organisation administrator sees the organisation's tickets and no other's."""
    assert busy.title in said(browse(rita).get("/tickets/"))
    assert browse(rita).get(page(busy)).status_code == 200
    assert busy.title not in said(browse(sue).get("/tickets/"))
    assert browse(sue).get(page(busy)).status_code == 404


def test_rob_chooses_what_it_is_about_and_a_type_asks_for_its_categories(browse, rob, incident, printing, said):
    incident.description = "Something is broken."
    incident.save()
    incident.categories.set([printing])
    cards = said(browse(rob).get("/tickets/new"))
    assert "Something is broken." in cards
    form = said(browse(rob).get("/tickets/new?type=incident"))
    assert printing.name in form
    assert printing.name not in said(browse(rob).get("/tickets/new?type=question"))


def test_the_category_that_rob_chose_is_the_tickets(browse, rob, service_desk, incident, printing):
    incident.categories.set([printing])
    form = {"title": "No sound", "body": "In every call.", "type": incident.pk, "category": printing.pk}
    browse(rob).post("/tickets/new?type=incident", form)
    assert Ticket.objects.get(title="No sound").category == printing


def test_tabs_keep_apart_what_waits_what_is_open_and_what_is_over(browse, rob, opened, closed, said):
    waiting = opened(title="Which floor?")
    Ticket.objects.filter(pk=waiting.pk).update(status="pending_requester")
    titles = {tab: said(browse(rob).get(f"/tickets/?tab={tab}")) for tab in ("open", "waiting", "solved")}
    assert [tab for tab, html in titles.items() if "Which floor?" in html] == ["open", "waiting"]
    assert f'href="/tickets/{closed.pk}"' in titles["solved"]
    assert f'href="/tickets/{closed.pk}"' not in titles["open"]


def test_rita_sees_who_asked_and_may_look_at_her_own_alone(browse, rita, busy, said):
    assert "asked by <bdi>Rob</bdi>" in said(browse(rita).get("/tickets/"))
    assert busy.title not in said(browse(rita).get("/tickets/?whose=mine"))


def test_a_promise_is_said_in_robs_zone_by_its_name(browse, rob, owned, by, ann, page, said):
    """COM-02: the requester sees when the next update comes."""
    rob.zone = "Asia/Tokyo"
    rob.save()
    reply(owned, by=by(ann), body="Tomorrow.", promise=(clock.now() + timedelta(days=1)).replace(hour=3, minute=0))
    assert "12:00 JST" in said(browse(rob).get(page(owned)))


def test_rob_changes_his_profile(browse, rob, said):
    answer = browse(rob).post("/accounts/profile/", {"name": "Robert", "zone": "Europe/Berlin"})
    assert answer.status_code == 302
    rob.refresh_from_db()
    assert (rob.name, rob.zone) == ("Robert", "Europe/Berlin")
    assert "Give" not in said(browse(rob).get("/accounts/profile/"))


def test_the_page_of_a_requester_has_no_rail_and_the_organisations_name(browse, rob, ann, acme, said):
    acme.colour = "teal"
    acme.save()
    html = said(browse(rob).get("/tickets/"))
    assert 'id="rail"' not in html
    assert "colour-teal" in html
    assert 'class="top-name" href="/tickets/"><bdi>Acme</bdi>' in html
    assert 'id="rail"' in said(browse(ann).get("/tickets/"))
