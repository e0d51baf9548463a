"""What is made of a ticket in the room of problems, and how problems and known errors are found by words."""

import pytest

from incidents.problems.actions.record_error import publish_error, record_error
from incidents.problems.models import KnownError, Problem
from kb.articles.actions.draft import draft
from kb.articles.actions.publish import publish
from tests.factories import CategoryFactory
from tickets.desk.actions.note import note

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(failing, rob):
    return failing(title=f"{rob.name} gets E42 from the spooler", body=f"Mail {rob.name} at rob@acme.example, please.")


def test_a_ticket_becomes_a_known_error_that_leads_back(told, browse, joe, ann, sam, rob, said, happened):
    """T-54: begun with the ticket's words and codes, without the people; a draft that stands on the ticket."""
    joes = browse(joe)
    assert f"/known-errors/new?ticket={told.pk}" in said(joes.get(f"/tickets/{told.pk}/rooms"))
    page = said(joes.get("/known-errors/new", {"ticket": told.pk}))
    assert "[person] gets E42" in page
    assert rob.name not in page.partition("<main")[2]
    words = {"title": "E42 at night", "symptom": "E42.", "error_codes": "E42", "audience": "internal"}
    assert joes.post(f"/known-errors/new?ticket={told.pk}", words).status_code == 302
    one = KnownError.objects.get()
    assert (one.component, one.error_codes, one.published_at) == (None, ["E42"], None)
    assert [link.ticket for link in one.links.present()] == [told]
    assert "E42 at night" in said(browse(ann).get(f"/tickets/{told.pk}/rooms"))
    assert told.reference in said(browse(ann).get(f"/known-errors/{one.pk}"))
    assert happened(told)[-1] == "ticket.known_error_linked"


def test_over_rest_both_begin_with_what_the_ticket_says(told, api, joe, sue, by, ann, rob, spooler):
    """T-54: a known-error and a problem candidate by one request; what is named goes before what the ticket says."""
    note(told, by=by(ann), body="Nothing yet.")
    path = f"/tickets/{told.pk}"
    error = api(joe).post(f"{path}/known-error-draft", {"title": "The spooler says E42"}).json()
    assert (error["title"], error["error_codes"], error["tickets"]) == ("The spooler says E42", ["E42"], 1)
    assert "rob@acme.example" not in error["symptom"]
    problem = api(joe).post(f"{path}/problem-candidate", {}).json()
    assert (problem["state"], problem["signature"], problem["evidence"]) == ("candidate", "E42", [told.pk])
    assert problem["component"]["id"] == spooler.pk
    assert rob.name not in problem["title"] + problem["statement"]
    assert api(sue).post(f"{path}/problem-candidate", {}).status_code == 404


def test_of_a_restricted_ticket_nothing_is_made(told, api, max):
    type(told).objects.filter(pk=told.pk).update(restricted=True)
    path = f"/tickets/{told.pk}"
    assert {api(max).post(f"{path}/{what}", {}).status_code for what in ("known-error-draft", "problem-candidate")} <= {
        404,
        409,
    }
    assert not KnownError.objects.exists()
    assert not Problem.objects.exists()


def test_words_find_articles_known_errors_and_problems_beside_the_tickets(
    problem, browse, by, sam, ann, max, rob, said, api, django_assert_max_num_queries
):
    """T-40: one search, each room with its own; the error code finds them too, and a requester finds none of it."""
    error = record_error(by=by(sam), title="Spooler starves", symptom="Paper jams", error_codes=["E42"])
    publish_error(error, by=by(sam))
    texts = {"question": "Why does it jam?", "short_answer": "It starves."}
    about = {"category": CategoryFactory(key="printing"), "error_codes": ["E42"]}
    article = publish(draft("faq", by=by(max), title="When paper jams", texts=texts, **about), by=by(max))
    browser = browse(ann)
    assert "/search/rooms?q=E42" in said(browser.get("/search", {"q": "E42"}))
    with django_assert_max_num_queries(12):
        page = said(browser.get("/search/rooms", {"q": "E42"}))
    assert all(one.reference in page for one in (article, error, problem))
    page = said(browser.get("/search/rooms", {"q": "jams"}))
    assert [one.reference in page for one in (article, error, problem)] == [True, True, False]
    assert error.title in said(browser.get("/known-errors/", {"q": "starving"}))
    assert problem.title not in said(browser.get("/problems/", {"q": "starving"}))
    found = api(ann).client.get("/api/v1/problems?q=spooler").json()["results"]
    assert [one["id"] for one in found] == [problem.pk]
    assert api(ann).client.get("/api/v1/known-errors?q=nowhere").json()["results"] == []
    assert browse(rob).get("/search/rooms", {"q": "E42"}).status_code == 404
    assert "search-rooms" not in said(browse(rob).get("/search", {"q": "E42"}))
