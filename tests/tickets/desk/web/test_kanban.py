import re

import pytest

from tickets.desk.actions.assign import assign
from tickets.desk.actions.moves import move
from tickets.desk.actions.set_limit import set_limit
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db
CARD = re.compile(r'id="card-(\d+)"')


def column(html, status):
    return re.search(rf'data-column="{status}".*?</section>', html, re.DOTALL)[0]


def cards(html, status):
    return [int(pk) for pk in CARD.findall(column(html, status))]


@pytest.fixture
def two(opened, by, ann, printing):
    """Two triaged tickets at the service desk, the first one Ann's."""
    made = [opened(title=f"Job {word}") for word in "ab"]
    for one in made:
        triage(one, by=by(ann), seen=one.version, impact=2, urgency=2, category=printing)
    assign(made[0], by=by(ann), seen=made[0].version, to=ann)
    return made


def test_cards_stand_in_the_column_of_their_status(browse, ann, two, service_desk, said):
    html = said(browse(ann).get(f"/tickets/kanban?queue={service_desk.pk}"))
    assert set(cards(html, "triaged")) == {one.pk for one in two}
    assert cards(html, "in_progress") == []
    assert cards(said(browse(ann).get("/tickets/kanban")), "triaged") == [two[0].pk]


def test_a_card_goes_on_without_script_and_with(browse, ann, two, service_desk, said, latest):
    browser = browse(ann)
    first, second = two
    form = {"action": "start", "seen": first.version, "queue": service_desk.pk}
    gone = browser.post(f"/tickets/{first.pk}/card", form)
    assert (gone.status_code, gone["Location"]) == (302, f"/tickets/kanban?queue={service_desk.pk}")
    assert latest(first).kind == "ticket.moved"
    script = {"HX-Request": "true", "HX-Target": "div#kanban"}
    html = said(browser.post(f"/tickets/{second.pk}/card", form | {"seen": second.version}, headers=script))
    assert html.lstrip().startswith('<div id="kanban"')
    assert set(cards(html, "in_progress")) == {one.pk for one in two}


def test_a_move_that_needs_something_leads_to_its_form(browse, ann, two, said):
    form = {"action": "wait_vendor", "seen": two[0].version}
    sent = browse(ann).post(f"/tickets/{two[0].pk}/card", form)
    assert sent["Location"] == f"/tickets/{two[0].pk}/moves?action=wait_vendor"
    assert "wait_vendor" in said(browse(ann).get("/tickets/kanban"))


def test_a_full_column_refuses_in_words_and_is_shown(browse, ann, tess, by, two, service_desk, said):
    """T-20: a column with a limit that blocks."""
    set_limit(service_desk, by=by(tess), most=1, status="in_progress", mode="block")
    first, second = two
    move(first, by=by(ann), seen=first.version, action="start")
    browser = browse(ann)
    refused = browser.post(f"/tickets/{second.pk}/card", {"action": "start", "seen": second.version})
    assert refused.status_code == 409
    assert "1 tickets are in “In progress”, and no more may be" in said(refused)
    html = said(browser.get(f"/tickets/kanban?queue={service_desk.pk}"))
    assert "1 of 1" in column(html, "in_progress")


def test_the_ninth_ticket_is_refused_or_warned_of_as_configured(
    browse, ann, tess, by, opened, service_desk, said, told
):
    """T-20: given a limit of 8, when a ninth is taken, the configured warning or refusal occurs and is counted."""
    set_limit(service_desk, by=by(tess), most=8, mode="block")
    for _ in range(8):
        one = opened()
        assign(one, by=by(ann), seen=one.version, to=ann)
    ninth, browser = opened(), browse(ann)
    taking = {"to": ann.pk, "seen": ninth.version}
    refused = browser.post(f"/tickets/{ninth.pk}/assignment", taking)
    assert refused.status_code == 409
    assert "You have 8 tickets, the limit for each analyst" in said(refused)
    assert "8 of 8" in said(browser.get(f"/tickets/kanban?queue={service_desk.pk}"))
    set_limit(service_desk, by=by(tess), most=8, mode="warn")
    assert browser.post(f"/tickets/{ninth.pk}/assignment", taking).status_code == 302
    assert told(ninth).count("ticket.wip_exceeded") == 1
    html = said(browser.get(f"/tickets/kanban?queue={service_desk.pk}"))
    assert "9 of 8" in html
    assert "Over the limit" in html
    assert "More at once than the limit of 8: this is number 9" in said(browser.get(f"/tickets/{ninth.pk}"))


def test_what_somebody_else_moved_is_not_moved_again(browse, ann, sam, by, two, said):
    first = two[0]
    seen = first.version
    move(first, by=by(sam), seen=seen, action="start")
    refused = browse(ann).post(f"/tickets/{first.pk}/card", {"action": "start", "seen": seen})
    assert refused.status_code == 412


def test_a_requester_has_no_board(browse, rob, sue, two):
    for person in (rob, sue):
        assert browse(person).get("/tickets/kanban").status_code == 404
        assert browse(person).post(f"/tickets/{two[0].pk}/card", {"action": "start", "seen": 1}).status_code == 404


def test_what_was_resolved_long_ago_has_left_the_board(browse, ann, resolved, turn_back, said):
    assert cards(said(browse(ann).get("/tickets/kanban")), "resolved") == [resolved.pk]
    turn_back(resolved, days=8)
    assert cards(said(browse(ann).get("/tickets/kanban")), "resolved") == []
