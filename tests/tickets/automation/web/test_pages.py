import re
from datetime import timedelta
from html import unescape

import pytest

from supportdesk import clock
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from tickets.automation.actions.rules import set_rule
from tickets.automation.actions.staffing import set_availability, set_strategy
from tickets.automation.models import Availability, QueueStrategy, RoutingRule, Skill
from tickets.desk.actions.assign import assign
from tickets.desk.actions.decline import decline
from tickets.desk.actions.offer import offer
from tickets.desk.actions.transfer import transfer
from tickets.desk.models import WipLimit

pytestmark = pytest.mark.django_db
PAGE = "/administration/routing"
FIGURE = re.compile(r'data-figure="([^"]+)" href="([^"]+)"[^>]*><b>(\d+)</b>')


def test_a_rule_made_in_the_browser_routes_and_a_bounce_stands_in_the_report(
    browse, mona, pia, ann, by, billing, invoices, opened, work, said, service_desk
):
    """T-22: given a rule for a component, when such a ticket arrives it reaches that group, and a bounce within the
    period shows in the misroute report."""
    form = {"queue": billing.pk, "component": ["invoices"], "position": 10}
    assert browse(mona).post(f"{PAGE}/rules", form).status_code == 302
    assert "the component is Invoices" in said(browse(ann).get(PAGE))
    ticket, other = opened(component=invoices), opened(component=invoices, title="A second one")
    work()
    ticket.refresh_from_db()
    assert ticket.queue == billing
    why = said(browse(ann).get(f"/tickets/{ticket.pk}/routing"))
    assert "Routed to Billing because the component is Invoices (rule 1, version 1)." in why
    assert "Nothing came to the wrong place" in said(browse(mona).get("/reports/misroutes"))
    transfer(ticket, by=by(pia), seen=ticket.version, queue=service_desk, reason="No invoice.")
    work()
    page = said(browse(mona).get("/reports/misroutes?by=rule&key=1"))
    assert "Rule 1" in page
    assert "of 2, 50 %" in page
    assert ticket.title in page
    assert other.title not in page
    today = clock.now().date()
    before = f"since={today - timedelta(days=9)}&until={today - timedelta(days=2)}"
    assert "Nothing came to the wrong place" in said(browse(mona).get(f"/reports/misroutes?{before}"))


def test_what_a_requester_speaks_decides_where_their_tickets_go(browse, mona, rob, ann, billing, opened, work, said):
    """T-22: the language is the requester's own word; of who has said nothing no such rule holds."""
    form = {"queue": billing.pk, "language": ["de", "fr"], "position": 10}
    assert browse(mona).post(f"{PAGE}/rules", form).status_code == 302
    silent = opened()
    work()
    profile = {"name": rob.name, "zone": rob.zone, "language": "de", "phone": ""}
    assert browse(rob).post("/accounts/profile/", profile).status_code == 302
    spoken = opened(title="Die Rechnung")
    work()
    for one in (silent, spoken):
        one.refresh_from_db()
    assert (silent.queue == billing, spoken.queue == billing) == (False, True)
    why = said(browse(ann).get(f"/tickets/{spoken.pk}/routing"))
    assert "Routed to Billing because the requester speaks German (rule 1, version 1)." in why
    assert "<dt>Speaks</dt><dd>German</dd>" in said(browse(ann).get(f"/tickets/{spoken.pk}/customer"))


def test_each_figure_opens_exactly_the_tickets_it_counts(
    browse, mona, pia, pit, by, to_billing, billing, opened, invoices, work, service_desk, said
):
    sent_on, declined, handed_back, fine = (opened(component=invoices, title=f"Case {word}") for word in "abcd")
    work()
    for one in (sent_on, declined, handed_back, fine):
        one.refresh_from_db()
    transfer(sent_on, by=by(pia), seen=sent_on.version, queue=service_desk, reason="Not ours.")
    assign(declined, by=by(pia), seen=declined.version, to=pia)
    offer(declined, by=by(pia), seen=declined.version, to=pit, reason="For you.")
    decline(declined, by=by(pit), reason="Not mine.")
    assign(handed_back, by=by(pia), seen=handed_back.version, to=pia)
    assign(handed_back, by=by(pia), seen=handed_back.version, to=None)
    assign(fine, by=by(pia), seen=fine.version, to=pia)
    work()
    found = FIGURE.findall(said(browse(mona).get("/reports/misroutes")))
    assert {(name, count) for name, _, count in found} == {
        ("rule-1", "3"), (f"queue-{billing.pk}", "3"), ("category-none", "3"), (f"component-{invoices.pk}", "3"),
    }  # fmt: skip
    for _, address, _ in found:
        opens = said(browse(mona).get(unescape(address).partition("#")[0]))
        assert set(re.findall(r"Case \w", opens)) == {"Case a", "Case b", "Case c"}


def test_a_rule_is_tried_before_it_is_made(browse, mona, billing, opened, invoices, said):
    opened(component=invoices)
    opened()
    form = {"queue": billing.pk, "component": ["invoices"], "position": 10, "preview": "1"}
    page = said(browse(mona).post(f"{PAGE}/rules", form))
    assert "It would have moved 1 of the last 2 tickets" in page
    assert not RoutingRule.objects.exists()


def test_a_change_is_the_next_version_and_the_end_is_the_end(browse, mona, to_billing, billing, said):
    browser = browse(mona)
    form = {"queue": billing.pk, "component": ["invoices"], "words": "invoice, bill", "position": 5}
    assert browser.post(f"{PAGE}/rules/1", form).status_code == 302
    first, second = RoutingRule.objects.order_by("version")
    assert (first.ended_at, second.version, second.conditions["words"]) == (second.active_from, 2, ["invoice", "bill"])
    browser.post(f"{PAGE}/rules/1/end")
    assert "No rules yet" in said(browser.get(PAGE))
    assert browser.get(f"{PAGE}/rules/1").status_code == 404


def test_a_rule_for_everything_is_refused_in_words(browse, mona, billing, said):
    page = browse(mona).post(f"{PAGE}/rules", {"queue": billing.pk, "position": 10})
    assert page.status_code == 422
    assert "Name at least one condition" in said(page)


def test_a_lead_changes_the_own_queues_and_an_analyst_asks(
    browse, mona, tess, ann, by, service_desk, billing, invoices, said
):
    """ROLE-03: the cell of C 64 leads to an approval, and the granted one goes through once."""
    form = {"queue": service_desk.pk, "component": ["invoices"], "position": 10}
    assert browse(mona).post(f"{PAGE}/rules", form).status_code == 403
    refused = browse(ann).post(f"{PAGE}/rules", form)
    assert refused.status_code == 409
    assert "Change how Service desk is routed: this needs the approval of a team lead." in said(refused)
    asks = {"action": "change_routing", "subject": "queue", "subject_id": service_desk.pk, "arguments": "{}"}
    assert browse(ann).post("/approvals/", asks | {"reason": "So many invoices."}).status_code == 302
    grant(Approval.objects.get(), by=by(tess), comment="")
    assert browse(ann).post(f"{PAGE}/rules", form).status_code == 302
    assert browse(ann).post(f"{PAGE}/rules", form).status_code == 409
    assert RoutingRule.objects.count() == 1


def test_strategy_skill_and_limit_are_set_on_the_page(browse, mona, billing, pia, invoices, said):
    browser = browse(mona)
    assert browser.post(f"{PAGE}/queues/{billing.pk}", {"strategy": "skills"}).status_code == 302
    browser.post(f"{PAGE}/skills", {"name": "Dunning", "people": [pia.pk], "components": ["invoices"]})
    browser.post(f"{PAGE}/limits", {"place": f"queue-{billing.pk}", "scope": "", "most": 8, "mode": "block"})
    assert QueueStrategy.objects.get(queue=billing).kind == "skills"
    assert list(Skill.objects.get().people.all()) == [pia]
    assert WipLimit.objects.get().most == 8
    page = said(browser.get(PAGE))
    assert "Dunning" in page
    assert "for each analyst: 8" in page
    browser.post(f"{PAGE}/limits", {"place": f"queue-{billing.pk}", "scope": "", "most": "", "mode": "block"})
    browser.post(f"{PAGE}/skills/{Skill.objects.get().pk}/end")
    assert not WipLimit.objects.exists()
    assert not Skill.objects.exists()


def test_pia_says_that_she_is_away_and_her_lead_may_too(browse, pia, pit, mona, said):
    assert browse(pia).post("/availability", {"away": "on", "days": [0, 1], "share": 50}).status_code == 302
    kept = Availability.objects.get(person=pia)
    assert (kept.away, kept.days, kept.share) == (True, [0, 1], 50)
    assert browse(pit).post(f"/availability/{pia.pk}", {"share": 100}).status_code == 403
    assert browse(mona).post(f"/availability/{pia.pk}", {"share": 100}).status_code == 302
    assert not Availability.objects.get(person=pia).away
    half = browse(pia).post("/availability", {"starts": "09:00", "share": 100})
    assert half.status_code == 422
    assert "or neither" in said(half)


def test_who_was_considered_stands_on_the_ticket(
    browse, mona, pia, pit, by, billing, to_billing, opened, invoices, work, said
):
    """D8: every candidate and why not, for whoever may see the ticket."""
    set_strategy(billing, by=by(mona), kind="round_robin")
    set_availability(pia, by=by(pia), away=True)
    ticket = opened(component=invoices)
    work()
    page = said(browse(pit).get(f"/tickets/{ticket.pk}/routing"))
    assert "Pit is next in turn." in page
    assert "is away" in page


def test_a_requester_finds_none_of_it(browse, rob, opened, sue):
    ticket = opened()
    for address in (PAGE, "/availability", "/reports/misroutes", f"/tickets/{ticket.pk}/routing"):
        assert browse(rob).get(address).status_code == 404
        assert browse(sue).get(address).status_code == 404


def test_a_light_look_changes_nothing(browse, erin, ada, billing, said):
    for person in (erin, ada):
        assert "New rule" not in said(browse(person).get(PAGE))
        assert browse(person).post(f"{PAGE}/queues/{billing.pk}", {"strategy": "skills"}).status_code == 403


@pytest.mark.parametrize("address", ["?since=x&until=y", "?since=0001-01-01", "?since=2026-02-31", "?until=9999-12-31"])
def test_no_day_breaks_the_report(browse, mona, address):
    assert browse(mona).get(f"/reports/misroutes{address}").status_code == 200


def test_a_figure_that_is_not_there_is_not_found(browse, mona):
    assert browse(mona).get("/reports/misroutes?by=rule&key=7").status_code == 404
    assert browse(mona).get("/reports/misroutes?by=owner&key=1").status_code == 404


def test_a_rule_that_is_to_come_decides_nothing_yet(mona, by, billing, opened, invoices, work, service_desk):
    later = clock.now() + timedelta(hours=1)
    set_rule(billing, by=by(mona), conditions={"component": ["invoices"]}, active_from=later)
    ticket = opened(component=invoices)
    work()
    ticket.refresh_from_db()
    assert ticket.queue == service_desk
