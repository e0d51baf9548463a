"""Operations in the browser: choose, preview, do, look, undo; with and without script."""

import re

import pytest

from supportdesk.accounts.actor import system
from tests.factories import TagFactory, TicketTypeFactory
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.reply import reply
from tickets.desk.models import Operation, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(opened):
    return [opened(title=f"Printer {number}") for number in range(3)]


def ticked(tickets, **more):
    return {"ticket": [ticket.pk for ticket in tickets], **more}


def test_tickets_are_ticked_changed_and_changed_back(three, browse, ann, said):
    """T-43: preview, then the change, one by one, and its undo, all by plain forms."""
    browser = browse(ann)
    form = said(browser.get("/operations/new", ticked(three, verb="assign")))
    assert "3 tickets" in form
    answer = browser.post("/operations/new", ticked(three, verb="assign", to=ann.pk))
    operation = Operation.objects.get()
    assert answer.url == f"/operations/{operation.pk}"
    assert "3 would be done" in said(browser.get(answer.url))
    assert Ticket.objects.filter(owner=ann).count() == 0
    browser.post(f"/operations/{operation.pk}/start")
    assert "3 done" in said(browser.get(answer.url))
    assert Ticket.objects.filter(owner=ann).count() == 3
    undoing = browser.post(f"/operations/{operation.pk}/undo").url
    assert "3 would be done" in said(browser.get(undoing))
    browser.post(f"{undoing}/start")
    assert Ticket.objects.filter(owner=ann).count() == 0
    assert "Undone" in said(browser.get(answer.url))


def test_everything_that_a_view_shows(three, opened, network, browse, ann, said):
    opened(title="Another queue", queue=network)
    browser = browse(ann)
    query = f"queue={three[0].queue_id}"
    assert "3 tickets" in said(browser.get("/operations/new", {"all": 1, "query": query, "verb": "note"}))
    answer = browser.post("/operations/new", {"all": 1, "query": query, "verb": "note", "body": "The vendor knows."})
    browser.post(f"{answer.url}/start")
    assert [ticket.notes.count() for ticket in Ticket.objects.order_by("pk")] == [1, 1, 1, 0]


def test_a_view_that_cannot_be_read_selects_nothing(browse, ann, ticket):
    assert browse(ann).get("/operations/new", {"all": 1, "query": "status=purple"}).status_code == 404


def test_what_one_may_not_see_cannot_be_ticked(three, browse, erin, said):
    answer = browse(erin).post("/operations/new", ticked(three, verb="note", body="x"))
    assert "Choose at least one ticket" in said(answer) or answer.status_code == 403
    assert not Operation.objects.exists()


def test_a_preview_says_who_is_refused_and_why(three, browse, ann, said):
    Ticket.objects.filter(pk=three[1].pk).update(status="closed")
    browser = browse(ann)
    page = said(browser.get(browser.post("/operations/new", ticked(three, verb="assign", to=ann.pk)).url))
    assert "2 would be done" in page
    assert "Only a live ticket has an owner at work" in page
    assert f"T-{three[1].pk}" in page


@pytest.mark.parametrize(
    "verb",
    [
        "assign",
        "transfer",
        "tag",
        "prioritise",
        "classify",
        "link",
        "note",
        "reply",
        "move",
        "resolve",
        "cancel",
    ],
)
def test_every_verb_has_its_form(verb, three, browse, ann):
    TagFactory(name="vpn")
    browser = browse(ann)
    assert browser.get("/operations/new", ticked(three, verb=verb)).status_code == 200
    assert browser.post("/operations/new", ticked(three, verb=verb, to="nobody")).status_code == 422


def test_more_than_a_handful_goes_on_behind_the_page_and_can_be_stopped(opened, browse, ann, said):
    for number in range(30):
        opened(title=f"Printer {number}")
    browser = browse(ann)
    address = browser.post("/operations/new", {"all": 1, "query": "", "verb": "note", "body": "x"}).url
    browser.post(f"{address}/start")
    page = said(browser.fetch(address))
    assert "<b>25</b> of 30" in page
    assert 'data-live="operation-' in page
    browser.post(f"{address}/stop")
    assert "25 done" in said(browser.get(address))
    assert carry_out(Operation.objects.get(), by=system("clock")) == 0


def test_the_last_operation_is_one_key_away(three, browse, ann, sam):
    browser = browse(ann)
    assert browser.get("/operations/last").url == "/tickets/"
    address = browser.post("/operations/new", ticked(three, verb="assign", to=ann.pk)).url
    browser.post(f"{address}/start")
    assert browser.get("/operations/last").url == address
    assert browse(sam).get("/operations/last").url == "/tickets/"


def test_one_ticket_of_many_is_changed_back(three, browse, ann):
    browser = browse(ann)
    address = browser.post("/operations/new", ticked(three, verb="assign", to=ann.pk)).url
    browser.post(f"{address}/start")
    undoing = browser.post(f"{address}/undo", {"ticket": three[1].pk}).url
    browser.post(f"{undoing}/start")
    assert set(Ticket.objects.filter(owner=None)) == {three[1]}


def test_whose_operations_one_finds(three, browse, ann, sam, tess, ada, rob, said):
    address = browse(ann).post("/operations/new", ticked(three, verb="assign", to=ann.pk)).url
    browse(ann).post(f"{address}/start")
    assert [browse(who).get(address).status_code for who in (ann, tess, ada, sam, rob)] == [200, 200, 200, 404, 404]
    assert "3 tickets" in said(browse(ann).get("/operations/"))
    assert "Nothing done together yet" in said(browse(sam).get("/operations/"))
    assert browse(rob).get("/operations/").status_code == 404


def test_likely_duplicates_are_offered_and_merged(three, opened, browse, ann, said, rob):
    """T-23: candidates, preview, merge; the merged ticket's page says where it went, its requester is led there."""
    first, second, third = three
    browser = browse(ann)
    page = said(browser.get(f"/tickets/{first.pk}/merge"))
    assert f"T-{second.pk}" in page
    address = browser.post(f"/tickets/{first.pk}/merge", {"tickets": [second.pk], "others": f"T-{third.pk}"}).url
    assert "2 messages" in said(browser.get(address))
    browser.post(f"{address}/start")
    assert f'Merged into <a class="text" href="/tickets/{first.pk}">' in said(browser.get(f"/tickets/{second.pk}"))
    assert browse(rob).get(f"/tickets/{second.pk}").url == f"/tickets/{first.pk}"
    assert said(browser.get(f"/tickets/{first.pk}")).count("It blinks red.") == 3


def test_from_the_list_the_oldest_takes_the_others_in(three, browse, ann, said):
    first = three[0]
    answer = browse(ann).get("/tickets/merge", ticked(three))
    assert answer.url.startswith(f"/tickets/{first.pk}/merge?")
    offered = re.findall(r'name="tickets" value="(\d+)" checked', said(browse(ann).get(answer.url)))
    assert set(map(int, offered)) == {three[1].pk, three[2].pk}


def test_a_number_that_one_may_not_see_is_no_number(ticket, browse, ann, said):
    answer = browse(ann).post(f"/tickets/{ticket.pk}/merge", {"others": "T-999999 banana"})
    assert answer.status_code == 422
    assert "Not all of these are tickets that you may see." in said(answer)


def test_some_of_it_becomes_a_ticket_of_its_own(ticket, browse, ann, rob, by, said):
    """D6: split, from the ticket's page."""
    second = reply(ticket, by=by(rob), body="By the way, my VPN drops.")
    browser = browse(ann)
    form = said(browser.fetch(f"/tickets/{ticket.pk}/split"))
    assert "By the way, my VPN drops." in form
    assert "It blinks red." not in form, "the description stays"
    given = {"seen": ticket.version, "messages": [second.pk], "title": "VPN drops", "queue": ticket.queue_id}
    answer = browser.post(f"/tickets/{ticket.pk}/split", given | {"type": ticket.type_id})
    new = Ticket.objects.latest("pk")
    assert answer.url == f"/tickets/{new.pk}"
    assert "By the way" in said(browser.get(answer.url))


def test_a_resolved_ticket_becomes_a_defect(resolved, browse, ann, said):
    """T-54: the form is filled with symptom, cause and resolution."""
    defect = TicketTypeFactory(key="defect")
    browser = browse(ann)
    form = said(browser.fetch(f"/tickets/{resolved.pk}/conversion"))
    assert "Certificate not renewed" in form
    answer = browser.send(
        f"/tickets/{resolved.pk}/conversion", {"type": defect.pk, "title": "Certificates run out", "body": "They do."}
    )
    new = Ticket.objects.latest("pk")
    assert answer.headers["HX-Redirect"] == f"/tickets/{new.pk}"
    assert new.links.get().other == resolved
