"""Problems in the browser, without a script."""

import pytest

from incidents.problems.actions.flag import flag_recurring
from incidents.problems.actions.meet import meet
from incidents.problems.actions.offer import offer_workaround
from incidents.problems.actions.watch_volumes import watch_volumes
from incidents.problems.models import KnownError, Problem
from supportdesk.accounts.actor import system
from tests.incidents.problems.conftest import LATER
from tickets.desk.models import Message

pytestmark = pytest.mark.django_db


def test_five_ticked_tickets_become_a_problem(browse, ann, five, said):
    """PRB-01: from the queue's selection to the page that totals their impact."""
    browser = browse(ann)
    assert "Open a problem" in said(browser.get("/tickets/"))
    query = "&".join(f"ticket={one.pk}" for one in five)
    assert five[4].reference in said(browser.get(f"/problems/new?{query}"))
    words = {"title": "The spooler stops", "severity": 2, "urgency": 2}
    assert browser.post(f"/problems/new?{query}", words).status_code == 302
    page = said(browser.get(f"/problems/{Problem.objects.get().pk}"))
    assert all(one.reference in page for one in five)
    assert "<b>5</b> tickets" in page
    assert "<b>1</b> customer" in page


def test_each_number_opens_its_rows(browse, sam, problem, five, said):
    """PRB-04."""
    page = said(browse(sam).get(f"/problems/{problem.pk}/impact/tickets"))
    assert all(one.reference in page for one in five)
    assert f"<bdi>{five[0].organisation}</bdi></td><td>5</td>" in said(
        browse(sam).get(f"/problems/{problem.pk}/impact/customers")
    )
    assert browse(sam).get(f"/problems/{problem.pk}/impact/money").status_code == 404


def test_the_page_and_the_list_ask_little(browse, sam, problem, five, django_assert_max_num_queries):
    browser = browse(sam)
    browser.get("/problems/")
    with django_assert_max_num_queries(12):
        browser.get("/problems/")
    with django_assert_max_num_queries(12):
        browser.get(f"/problems/{problem.pk}")


def test_a_move_asks_for_what_it_needs_and_keeps_the_words(browse, sam, problem, advance, said):
    advance(problem, "investigate")
    browser = browse(sam)
    path = f"/problems/{problem.pk}/moves/name_cause"
    assert "Needs a chain of causes" in said(browser.get(path))
    words = {"seen": problem.version, "root_cause": "A certificate", "cause_category": "configuration"}
    refused = browser.post(path, words)
    assert refused.status_code == 422
    assert "Still needed: a chain of causes" in said(refused)
    assert "A certificate" in said(refused)
    chain = {"seen": problem.version, "method": "five_whys", "statement-0": "It ran out", "evidence-0": "Log"}
    assert browser.post(f"/problems/{problem.pk}/chain", chain).status_code == 302
    problem.refresh_from_db()
    assert browser.post(path, words | {"seen": problem.version}).status_code == 302
    assert "Root cause known" in said(browser.get(f"/problems/{problem.pk}"))


def test_a_link_of_the_chain_without_evidence_is_refused(browse, sam, problem, advance, said):
    """PRB-07."""
    advance(problem, "investigate")
    chain = {"seen": problem.version, "method": "five_whys", "statement-0": "It ran out", "evidence-0": ""}
    refused = browse(sam).post(f"/problems/{problem.pk}/chain", chain)
    assert (refused.status_code, "Say what shows link 1" in said(refused)) == (422, True)
    assert not problem.chain.exists()


def test_the_plan_is_somebodys_by_a_day(browse, sam, erin, problem, said):
    """PRB-08."""
    browser, path = browse(sam), f"/problems/{problem.pk}/actions"
    words = {"kind": "bug", "words": "Renew it", "due_on": LATER.isoformat()}
    assert "somebody" in said(browser.post(path, words))
    assert browser.post(path, words | {"owner": erin.email}).status_code == 302
    action = problem.actions.get()
    assert "Renew it" in said(browse(erin).get("/problems/"))
    assert browse(erin).post(f"{path}/{action.pk}/done", {"outcome": "Shipped"}).status_code == 302
    action.refresh_from_db()
    assert action.done_by == erin


def test_evidence_is_named_by_number_all_or_nothing(browse, ann, problem, failing, said):
    more = failing()
    browser, path = browse(ann), f"/problems/{problem.pk}/evidence"
    refused = browser.post(path, {"tickets": f"{more.reference}, T-999999"})
    assert (refused.status_code, "999999" in said(refused)) == (422, True)
    assert problem.evidence.count() == 5
    assert browser.post(path, {"tickets": more.reference, "words": "Floor 4"}).status_code == 302
    row = problem.evidence.get(ticket=more)
    assert browser.post(f"{path}/{row.pk}/removal").status_code == 302
    assert not problem.evidence.present().filter(ticket=more).exists()


def test_beside_a_ticket_the_known_error_stands_first_and_is_linked_by_a_press(
    browse, ann, known, failing, said, django_assert_max_num_queries
):
    """T-17: with its workaround, on the page of the ticket."""
    ticket = failing()
    browser = browse(ann)
    page = said(browser.fetch(f"/tickets/{ticket.pk}/rooms"))
    assert known.reference in page
    assert "Print as PDF." in page
    assert "the same error code E42" in page
    assert browser.post(f"/tickets/{ticket.pk}/known-errors/{known.pk}").status_code == 302
    assert "linked" in said(browser.fetch(f"/tickets/{ticket.pk}/rooms"))
    assert ticket.reference in said(browser.get(f"/known-errors/{known.pk}"))
    assert "found that it is" in said(browser.get(f"/tickets/{ticket.pk}"))
    browser.post(f"/tickets/{ticket.pk}/known-errors/{known.pk}", {"act": "remove"})
    assert "found that it is not" in said(browser.get(f"/tickets/{ticket.pk}"))


def test_the_owner_sends_the_workaround_from_the_ticket(browse, ann, sam, by, known, owned, said):
    """PRB-05."""
    meet(known, by=by(ann), ticket=owned)
    (offer,) = offer_workaround(known, by=by(sam))
    assert "waits for your word" in said(browse(ann).fetch(f"/tickets/{owned.pk}/rooms"))
    assert "waits for the owner" in said(browse(sam).fetch(f"/tickets/{owned.pk}/rooms"))
    browse(ann).post(f"/known-errors/{known.pk}/offers/{offer.pk}", {"answer": "send"})
    assert Message.objects.filter(ticket=owned).latest("pk").body == "Print as PDF."


def test_flags_stand_grouped_in_the_inbox_and_one_click_makes_the_problem(browse, joe, ann, tess, by, failing, said):
    """T-39: two flags with one signature, count 2."""
    first, second = failing(), failing()
    assert (
        browse(joe).post(f"/tickets/{first.pk}/recurring", {"signature": "E42", "evidence": "Again"}).status_code == 302
    )
    flag_recurring(second, by=by(ann), signature="e42", evidence="And again")
    browser = browse(tess)
    page = said(browser.get("/trends/"))
    assert page.count("2 flags") == 1
    assert browser.post("/trends/flags", {"group": "e42", "decision": "accepted", "title": "E42"}).status_code == 302
    assert Problem.objects.get().evidence.count() == 2
    assert "Nobody has flagged" in said(browser.get("/trends/"))


def test_a_spike_shows_the_tickets_behind_it(browse, tess, joe, failing, said):
    """PRB-02."""
    tickets = [failing() for _ in range(5)]
    card = watch_volumes(by=system("clock"))[0]
    page = said(browse(tess).get(f"/trends/{card.pk}"))
    assert all(ticket.reference in page for ticket in tickets)
    assert "Make it a problem" not in said(browse(joe).get("/trends/"))
    assert browse(tess).post(f"/trends/{card.pk}/triage", {"decision": "dismissed"}).status_code == 422
    assert browse(tess).post(f"/trends/{card.pk}/triage", {"decision": "accepted"}).status_code == 302


def test_a_known_error_is_recorded_of_a_problem_and_published(browse, sam, problem, said):
    browser = browse(sam)
    assert "The spooler stops" in said(browser.get(f"/known-errors/new?problem={problem.pk}"))
    words = {"title": "E42", "symptom": "Blank", "error_codes": "e42, e43", "audience": "internal"}
    assert browser.post(f"/known-errors/new?problem={problem.pk}", words).status_code == 302
    made = KnownError.objects.get()
    assert (made.problem, made.error_codes, made.published_at) == (problem, ["E42", "E43"], None)
    assert browser.post(f"/known-errors/{made.pk}/publication").status_code == 302
    assert browser.post(f"/known-errors/{made.pk}/check").status_code == 302
    made.refresh_from_db()
    assert browser.post(f"/known-errors/{made.pk}/details", words | {"seen": made.version}).status_code == 302
    made.refresh_from_db()
    status = {"seen": made.version, "status": "fix_scheduled"}
    assert browser.post(f"/known-errors/{made.pk}/status", status).status_code == 302
    assert "Fix scheduled" in said(browser.get("/known-errors/?state=fix_scheduled"))


def test_a_ticket_goes_to_a_problem_from_its_own_page(browse, ann, problem, failing, said):
    ticket = failing()
    browser = browse(ann)
    assert problem.reference in said(browser.get(f"/tickets/{ticket.pk}/problem"))
    assert browser.post(f"/tickets/{ticket.pk}/problem/link", {"problem": problem.pk}).status_code == 302
    assert "Evidence for" in said(browser.fetch(f"/tickets/{ticket.pk}/rooms"))


def test_for_a_requester_there_are_no_such_pages(browse, rob, sue, olga, problem, known, ticket):
    for person in (rob, sue, olga):
        for path in ("/problems/", f"/problems/{problem.pk}", f"/known-errors/{known.pk}", "/trends/"):
            assert browse(person).get(path).status_code == 404
    assert "known-errors" not in browse(rob).get(f"/tickets/{ticket.pk}").content.decode()
