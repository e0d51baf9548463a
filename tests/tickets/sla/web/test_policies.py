"""Policies in the browser: read, proposed, approved, published, tried on an example."""

import re

import pytest

from supportdesk import clock
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from tickets.sla.models import Draft, Policy
from tickets.sla.queries import policies_in_force

pytestmark = pytest.mark.django_db
PAGE = "/administration/policies/"


def form(**given):
    """What the form of P1 holds, with some of it otherwise."""
    kept = {
        "name": "P1",
        "priority": 1,
        "position": 10,
        "first_response-amount": 15,
        "first_response-unit": "minutes",
        "first_response-calendar": "around-the-clock",
        "resolution-amount": 4,
        "resolution-unit": "hours",
        "resolution-calendar": "around-the-clock",
        "resolution-pauses": "on",
        "reason": "As agreed with Acme.",
    }
    return {name: value for name, value in (kept | given).items() if value is not None}


@pytest.fixture
def drafted(browse, olga, max):
    """Olga's draft of the next P1, opened in her browser. Max manages."""
    browse(olga).post(f"{PAGE}p1/begin")
    return Draft.objects.get()


def in_force(key):
    return next((one for one in policies_in_force(clock.now()) if one.key == key), None)


def order(page):
    """The policies as they stand on the page."""
    return re.findall(r'id="policy-([\w-]+)"', page)


def address(draft):
    return f"{PAGE}drafts/{draft.pk}"


def publishing(draft):
    return f"/administration/terms/{draft.pk}/publish"


def test_a_fresh_desk_lists_its_presets_in_order(browse, olga, said):
    """SLA-19: presets are listed; P1's first response is 15 minutes around the clock."""
    page = said(browse(olga).get(PAGE))
    assert "15 minutes, around the clock" in page
    assert order(page) == ["p1", "p2", "p3", "p4", "standard"]
    assert "<bdi>everything</bdi>" in page


def test_olga_proposes_max_approves_and_only_then_it_holds(browse, olga, max, by, drafted, recorded, said):
    """SLA-10: a preset is changed only with the right to: with an approval, a reason and what differs."""
    browser = browse(olga)
    assert browser.post(address(drafted), form(**{"first_response-amount": 10, "seen": 1})).status_code == 302
    page = said(browser.get(address(drafted)))
    assert "15 minutes, around the clock, never pauses" in page
    assert "10 minutes, around the clock, never pauses" in page
    assert browser.post(publishing(drafted)).status_code == 409
    assert in_force("p1").version == 1
    asks = {"action": "publish_terms", "subject": "sla_draft", "subject_id": drafted.pk, "arguments": '{"version": 2}'}
    assert browser.post("/approvals/", asks | {"reason": "Acme signs today."}).status_code == 302
    assert "Grant" in said(browse(max).get(address(drafted)))
    grant(Approval.objects.get(), by=by(max), comment="Good.")
    recorded()
    assert browser.post(publishing(drafted), {"seen": 2}).status_code == 302
    held = in_force("p1")
    assert (held.version, held.reason) == (2, "As agreed with Acme.")
    assert {one.goal: one.seconds for one in held.targets_cached}["first_response"] == 600
    assert [event.kind for event in recorded()] == ["approval.used", "policy.published"]
    history = said(browser.get(f"{PAGE}p1"))
    assert "As agreed with Acme." in history
    assert "10 minutes, around the clock, never pauses" in history


def test_a_preset_is_edited_only_with_the_sla_right(browse, ann, ada, olga, max, drafted, said):
    """SLA-19: P1's first response is 15 minutes around the clock and can be changed only with the right to."""
    assert "15 minutes, around the clock" in said(browse(ada).get(f"{PAGE}p1"))
    browse(olga).post(address(drafted), form(**{"first_response-amount": 10}))
    wanted = {ann: 404, ada: 403, olga: 409}
    assert {who: browse(who).post(publishing(drafted)).status_code for who in wanted} == wanted
    assert in_force("p1").version == 1
    assert browse(max).post(publishing(drafted)).status_code == 302
    assert "10 minutes, around the clock" in said(browse(ada).get(f"{PAGE}p1"))


def test_what_was_granted_is_what_was_read(browse, olga, max, by, drafted):
    """ROLE-03: whoever changes the draft after the word was given asks again."""
    browser = browse(olga)
    browser.post(address(drafted), form())
    asks = {"action": "publish_terms", "subject": "sla_draft", "subject_id": drafted.pk, "arguments": '{"version": 2}'}
    browser.post("/approvals/", asks | {"reason": "Please."})
    grant(Approval.objects.get(), by=by(max), comment="")
    browser.post(address(drafted), form(**{"resolution-amount": 40}))
    assert browser.post(publishing(drafted)).status_code == 409
    assert in_force("p1").version == 1


def test_a_manager_publishes_at_once_and_without_a_reason_nobody(browse, max, drafted, said):
    browser = browse(max)
    browser.post(address(drafted), form(reason=""))
    refused = browser.post(publishing(drafted))
    assert refused.status_code == 422
    assert "Say why" in said(refused)
    browser.post(address(drafted), form())
    assert browser.post(publishing(drafted)).status_code == 302
    assert in_force("p1").version == 2


def test_an_analyst_finds_none_of_it_and_an_auditor_reads(browse, ann, ada, drafted):
    assert browse(ann).get(PAGE).status_code == 404
    assert browse(ada).get(PAGE).status_code == 200
    assert browse(ada).get(address(drafted)).status_code == 200
    assert browse(ada).post(f"{PAGE}p2/begin").status_code == 403
    assert browse(ada).post(publishing(drafted)).status_code == 403


def test_a_business_day_is_said_in_hours_before_anybody_promises_it(browse, max, drafted, said):
    """Trap: "1 day" on an eight-hour schedule. The form says what it means."""
    days = {"resolution-amount": 2, "resolution-unit": "workdays", "resolution-calendar": "business-hours"}
    browser = browse(max)
    browser.post(address(drafted), form(**days))
    page = said(browser.get(address(drafted)))
    assert "2 business days of Business hours = 16 h" in page
    assert re.search("of Business hours[^;.]* is 8 h", page)


def test_the_linter_speaks_beside_the_field_and_refuses(browse, max, drafted, said):
    browser = browse(max)
    browser.post(address(drafted), form(**{"resolution-amount": 5, "resolution-unit": "minutes"}))
    page = said(browser.get(address(drafted)))
    assert page.count("First response (15 min) would be due after resolution (5 min).") == 2
    refused = browser.post(publishing(drafted))
    assert refused.status_code == 422
    assert "would be due after resolution" in said(refused)
    assert in_force("p1").version == 1


def test_an_example_ticket_reads_what_would_happen_to_it(browse, max, drafted, said):
    browser = browse(max)
    browser.post(address(drafted), form(**{"first_response-amount": 10}))
    example = "?priority=1&opened_at=2026-11-20T17:00"
    page = said(browser.get(address(drafted) + example))
    assert "Opened Friday 20 November 17:00: first reply by 17:10, resolved by 21:00, because policy P1" in page
    assert "Today: Opened Friday 20 November 17:00: acknowledged by 17:05, first reply by 17:15" in page
    assert "first reply by 17:15" in said(browser.get(PAGE + example))


def test_a_new_policy_of_one_customer_comes_before_all_others(browse, max, acme, opened, rob, said):
    """SLA-01: keyed by organisation too, and the matched rule is named on the ticket."""
    browser = browse(max)
    answer = browser.post(f"{PAGE}drafts/new", form(name="Acme", organisation=acme.pk, position=100))
    assert answer.status_code == 302
    draft = Draft.objects.get()
    assert (draft.key, draft.base) == ("acme", 0)
    browser.post(publishing(draft))
    ticket = opened(impact=1, urgency=1)
    assert {one.policy.rule for one in ticket.clocks.all()} == {"priority 1, organisation Acme"}


def test_a_version_that_holds_from_a_day_waits_for_it(browse, max, drafted, said):
    browser = browse(max)
    browser.post(address(drafted), form(effective_from="2040-01-01T00:00"))
    browser.post(publishing(drafted))
    assert in_force("p1").version == 1
    assert Policy.objects.get(key="p1", version=2).effective_from.year == 2040
    assert "Version 2 from" in said(browser.get(PAGE))
    past = browser.post(f"{PAGE}p2/begin")
    late = browser.post(past.url, form(name="P2", priority=2, effective_from="2020-01-01T00:00"))
    assert late.status_code == 422
    assert "That lies in the past" in said(late)


def test_moving_a_policy_up_is_a_version_too(browse, max, said):
    browser = browse(max)
    moved = browser.post(f"{PAGE}p3/move", {"to": "up"})
    draft = Draft.objects.get()
    assert moved.url == address(draft)
    assert draft.content["position"] == 15
    assert "30" in said(browser.get(moved.url))
    browser.post(publishing(draft))
    assert order(said(browser.get(PAGE))) == ["p1", "p3", "p2", "p4", "standard"]
    assert browser.post(f"{PAGE}p1/move", {"to": "up"}).url == f"{PAGE}p1"


def test_without_a_reason_there_is_nothing_to_ask_or_to_publish(browse, olga, max, drafted, said):
    """An approval of a draft without a reason would be lost: giving the reason makes another draft of it."""
    browse(olga).post(address(drafted), form(reason="", seen=1, **{"first_response-amount": 10}))
    unsaid = said(browse(olga).get(address(drafted)))
    assert "Nobody has said why yet" in unsaid
    assert "Ask for approval" not in unsaid
    assert publishing(drafted) not in said(browse(max).get(address(drafted)))
    browse(olga).post(address(drafted), form(seen=2, **{"first_response-amount": 10}))
    assert "Ask for approval" in said(browse(olga).get(address(drafted)))
    assert publishing(drafted) in said(browse(max).get(address(drafted)))


def test_what_the_linter_says_leads_to_its_place_in_the_form(browse, olga, drafted, said):
    browse(olga).post(address(drafted), form(seen=1, **{"first_response-amount": 600}))
    page = said(browse(olga).get(address(drafted)))
    assert 'href="#said-first_response"' in page
    assert (
        page.index('href="#said-first_response"') < page.index('id="said-first_response"') < page.index('id="example"')
    )


def test_a_draft_is_withdrawn_and_nothing_has_changed(browse, olga, drafted):
    browse(olga).post(f"{address(drafted)}/discard")
    drafted.refresh_from_db()
    assert drafted.state == "discarded"
    assert in_force("p1").version == 1


def test_the_last_resort_cannot_be_withdrawn_while_it_is_needed(browse, max, said):
    browser = browse(max)
    gone = browser.post(f"{PAGE}p4/begin", {"withdraw": "1"})
    browser.post(gone.url, {"reason": "Not offered any more.", "withdrawn": "on"})
    end = browser.post(f"{PAGE}standard/begin", {"withdraw": "1"})
    assert "Nothing speaks against it." in said(browser.get(end.url))


def test_a_ladder_is_written_in_the_same_form(browse, max, drafted, said):
    browser = browse(max)
    page = said(browser.get(address(drafted)))
    assert 'name="ladder-3-percent"' in page
    rows = {"ladder-TOTAL_FORMS": 1, "ladder-INITIAL_FORMS": 0, "ladder-0-percent": 80, "ladder-0-tell": ["tell:lead"]}
    more = said(browser.post(address(drafted), form(**rows, **{"ladder-add": "1"})))
    assert 'name="ladder-1-percent"' in more
    drafted.refresh_from_db()
    assert drafted.content["steps"] is None
    assert browser.post(address(drafted), form(**rows)).status_code == 302
    assert "At 80 %: tell the lead" in said(browser.get(address(drafted)))
    assert browser.post(publishing(drafted)).status_code == 302
    assert [step["percent"] for step in in_force("p1").steps] == [80]


def test_a_ladder_that_nobody_touched_stays_the_standard_one(browse, max, drafted, said):
    browser = browse(max)
    fields = said(browser.get(address(drafted)))
    rows = {"ladder-TOTAL_FORMS": 4, "ladder-INITIAL_FORMS": 4}
    told = (["tell:owner"], ["tell:owner", "tell:lead"], ["tell:owner", "tell:lead", "tell:manager"])
    for place, percent in enumerate((50, 75, 90, 100)):
        rows |= {f"ladder-{place}-percent": percent, f"ladder-{place}-tell": told[min(place, 2)]}
    assert all(f'name="{name}"' in fields for name in rows)
    browser.post(address(drafted), form(**rows))
    drafted.refresh_from_db()
    assert drafted.content["steps"] is None
