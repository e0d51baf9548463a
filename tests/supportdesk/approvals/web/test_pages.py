"""Asking and answering at the browser, with and without a script."""

import html
import re

import pytest

from supportdesk.approvals.models import Approval

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@pytest.fixture
def raising(triaged):
    """What Joe sends to make it P1."""
    return {"seen": triaged.version, "impact": 1, "urgency": 1, "priority": 1}


@pytest.mark.parametrize("way", ["post", "send"])
def test_role_03_what_one_may_not_do_alone_offers_to_ask_and_is_done_once_it_was_granted(
    browse, said, page, triaged, raising, joe, tess, way
):
    """ROLE-03: refused with the way to ask; asked, granted by another, used by doing it again."""
    joes = browse(joe)
    refused = getattr(joes, way)(page(triaged, "triage"), raising)
    assert refused.status_code == 409
    assert "Ask a team lead or senior analyst" in said(refused)
    asking = {name: html.unescape(value) for name, value in HIDDEN.findall(said(refused))}
    asked = joes.post("/approvals/", asking | {"reason": "The whole floor stands still."}, follow=True)
    assert asked.redirect_chain == [(page(triaged), 302)]
    assert f"Raise T-{triaged.pk} to P1" in said(asked)

    tesss = browse(tess)
    waiting = said(tesss.get("/approvals/"))
    assert "The whole floor stands still." in waiting
    assert 'aria-label="1 wait for you"' in waiting
    approval = Approval.objects.get()
    answered = tesss.post(f"/approvals/{approval.pk}/decision", {"answer": "grant", "comment": "Go."}, follow=True)
    assert answered.redirect_chain == [("/approvals/", 302)]
    assert "wait for you" not in said(answered)

    done = joes.post(page(triaged, "triage"), raising)
    assert done.status_code == 302
    triaged.refresh_from_db()
    assert triaged.priority == 1


def test_asked_once_the_refusal_leads_to_the_request(browse, said, page, asked, triaged, raising, joe):
    refused = browse(joe).post(page(triaged, "triage"), raising)
    assert "You have asked for it" in said(refused)
    assert "Ask a team lead" not in said(refused)


def test_the_tickets_page_shows_it_and_lets_those_answer_who_may(browse, said, page, asked, triaged, joe, ann, tess):
    assert 'value="grant"' in said(browse(tess).get(page(triaged)))
    for person in (joe, ann):
        shown = said(browse(person).get(page(triaged)))
        assert asked.words in shown
        assert 'value="grant"' not in shown
    assert "Withdraw" in said(browse(joe).get(page(triaged)))


def test_answered_on_the_tickets_page_one_is_back_there(browse, page, asked, triaged, tess):
    answer = {"answer": "refuse", "comment": "One printer is no P1.", "back": "thing"}
    answered = browse(tess).post(f"/approvals/{asked.pk}/decision", answer)
    assert (answered.status_code, answered["Location"]) == (302, page(triaged))


def test_a_no_without_a_word_is_asked_for_one(browse, said, asked, tess, state):
    answered = browse(tess).post(f"/approvals/{asked.pk}/decision", {"answer": "refuse"})
    assert answered.status_code == 422
    assert "Say why not." in said(answered)
    assert state(asked) == "asked"


def test_nobody_answers_the_own_request(browse, asked, joe, state):
    assert browse(joe).post(f"/approvals/{asked.pk}/decision", {"answer": "grant"}).status_code == 403
    assert state(asked) == "asked"


def test_taken_back(browse, asked, joe, state):
    assert browse(joe).post(f"/approvals/{asked.pk}/withdrawal").status_code == 302
    assert state(asked) == "withdrawn"


def test_somebody_stands_in(browse, said, tess, erin):
    until = {"until": "2033-01-01T17:00"}
    browser = browse(tess)
    given = browser.post("/approvals/delegations", {"to": erin.pk, "role": "TL", **until}, follow=True)
    assert "approves in your place" in said(given)
    pk = tess.delegations.get().pk
    assert browse(erin).post(f"/approvals/delegations/{pk}/end").status_code == 403
    assert browser.post(f"/approvals/delegations/{pk}/end").status_code == 302
    assert tess.delegations.get().ended_at


def test_a_delegation_to_the_wrong_level_says_so_in_the_form(browse, said, tess, joe):
    given = browse(tess).post("/approvals/delegations", {"to": joe.pk, "role": "TL", "until": "2033-01-01T17:00"})
    assert given.status_code == 422
    assert "not of the right level" in said(given)


@pytest.mark.parametrize("who", ["rob", "sue"])
def test_a_requester_finds_no_approvals(who, request, browse, said, page, asked, triaged):
    browser = browse(request.getfixturevalue(who))
    assert browser.get("/approvals/").status_code == 404
    assert browser.post(f"/approvals/{asked.pk}/decision", {"answer": "grant"}).status_code == 404
    if who == "rob":
        shown = said(browser.get(page(triaged)))
        assert asked.reason not in shown
        assert "approval" not in shown.lower()


def test_a_broken_request_is_the_senders_mistake(browse, triaged, joe):
    whole = {"action": "set_high", "subject": "ticket", "subject_id": triaged.pk, "reason": "x", "arguments": "{}"}
    browser = browse(joe)
    for change in (
        {"arguments": "["},
        {"arguments": "[1]"},
        {"subject": "person"},
        {"reason": ""},
        {"subject_id": "x"},
    ):
        assert browser.post("/approvals/", whole | change).status_code == 422
    assert browser.post("/approvals/", whole | {"subject_id": 987_654}).status_code == 404
    assert not Approval.objects.exists()
