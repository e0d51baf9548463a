from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events import relay
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.assign import assign
from tickets.desk.actions.plan import plan
from tickets.desk.actions.ring_plans import end_time_boxes
from tickets.desk.models import Plan, TimeBox

pytestmark = pytest.mark.django_db


def tomorrow():
    return (clock.now() + timedelta(days=1)).replace(second=0, microsecond=0)


def test_ann_plans_and_finds_it_on_her_agenda_when_it_is_due(browse, ann, owned, page, said):
    """T-26: through the page, as the owner sees it."""
    browser = browse(ann)
    at = tomorrow()
    form = {"seen": owned.version, "what": "Call Rob", "at": at.strftime("%Y-%m-%dT%H:%M")}
    assert browser.post(page(owned, "plan"), form).status_code == 302
    assert "Call Rob" in said(browser.fetch(page(owned, "next")))
    assert "Nothing is overdue" in said(browser.get("/tickets/agenda"))
    Plan.objects.filter(ticket=owned).update(at=clock.now() - timedelta(minutes=1))
    html = said(browser.get("/tickets/agenda"))
    assert owned.reference in html
    assert "Nothing is overdue" not in html


def test_a_bad_hour_is_said_beside_its_field(browse, ann, owned, page, said):
    form = {"seen": owned.version, "what": "Call Rob", "at": "2001-01-01T00:00"}
    refused = browse(ann).send(page(owned, "plan"), form)
    assert refused.status_code == 422
    assert "must lie in the future" in said(refused)
    assert "Call Rob" in said(refused)


def test_a_snoozed_ticket_stands_under_snoozed(browse, ann, owned, page, said):
    browser = browse(ann)
    form = {"seen": owned.version, "what": "", "at": tomorrow().strftime("%Y-%m-%dT%H:%M"), "snooze": "True"}
    browser.post(page(owned, "snooze"), form)
    assert Plan.objects.get(ticket=owned).snoozed
    assert "Back from snooze" in said(browser.get("/tickets/agenda"))


def test_an_aged_ticket_without_a_plan_is_flagged_until_it_has_one(browse, tess, owned, by, turn_back, said):
    """T-31: and again once the plan's day has passed."""
    turn_back(owned, days=15)
    browser = browse(tess)
    assert "No plan" in said(browser.get("/tickets/grooming"))
    plan(owned, by=by(tess), seen=owned.version, what="Order the part", at=tomorrow())
    html = said(browser.get("/tickets/grooming"))
    assert "No plan" not in html
    assert "Order the part" in html
    assert "Nothing to groom" in said(browser.get("/tickets/grooming?flagged=1"))
    Plan.objects.filter(ticket=owned).update(at=clock.now() - timedelta(minutes=1))
    assert owned.reference in said(browser.get("/tickets/grooming?flagged=1"))


def test_a_young_ticket_is_not_groomed(browse, tess, owned, said):
    assert "Nothing to groom" in said(browse(tess).get("/tickets/grooming"))


def test_the_used_up_box_asks_and_keeps_the_answer(browse, joe, triaged, by, page, said):
    """T-42: through the page."""
    assign(triaged, by=by(joe), seen=triaged.version, to=joe)
    relay.drain("people")
    end_time_boxes(by=system("clock"), now=TimeBox.objects.get().ends_at)
    browser = browse(joe)
    assert "are used up. What now?" in said(browser.fetch(page(triaged, "next")))
    browser.post(page(triaged, "time-box"), {"answer": "consult", "reason": "Ask Sam."})
    assert TimeBox.objects.get().answer == "consult"
    assert "What now?" not in said(browser.fetch(page(triaged, "next")))


def test_the_same_over_rest(ann, owned):
    client = Api(ann)
    told = client.get(f"/tickets/{owned.pk}/plan").json()
    assert (told["what"], told["time_box"]) == ("", None)
    at = tomorrow().isoformat().replace("+00:00", "Z")
    made = client.post(f"/tickets/{owned.pk}/plan", {"what": "Call", "at": at}, if_match=f'"{owned.version}"')
    assert made.status_code == 200
    assert client.get(f"/tickets/{owned.pk}/plan").json()["at"] == at
    assert client.post(f"/tickets/{owned.pk}/plan", {"what": "Call", "at": at}).status_code == 428
    assert client.post(f"/tickets/{owned.pk}/time-box", {"answer": "consult"}).status_code == 409
    assert client.post(f"/tickets/{owned.pk}/time-box", {"answer": "sleep"}).status_code == 400


def test_the_lists_cost_the_same_for_ten_and_for_twenty(browse, tess, opened, by, turn_back):
    browser = browse(tess)

    def cost(path):
        with CaptureQueriesContext(connection) as asked:
            browser.get(path)
        return len(asked)

    for _ in range(2):
        turn_back(opened(), days=15)
    few = cost("/tickets/grooming")
    for _ in range(4):
        turn_back(opened(), days=15)
    assert cost("/tickets/grooming") == few


def test_a_requester_and_a_stranger_find_none_of_it(browse, rob, sue, owned, page):
    for person in (rob, sue):
        browser = browse(person)
        for path in (page(owned, "next"), page(owned, "plan"), page(owned, "snooze"), page(owned, "time-box")):
            assert browser.get(path).status_code == 404
        for path in ("/tickets/agenda", "/tickets/grooming"):
            assert browser.get(path).status_code == 404
        assert Api(person).get(f"/tickets/{owned.pk}/plan").status_code == 404
