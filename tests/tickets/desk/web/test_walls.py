"""A wall at the browser: built, kept, taken down; and what those outside see of it."""

import pytest

from tickets.desk.actions.restrict import restrict

pytestmark = pytest.mark.django_db
WALL = {"kind": "complaint", "reason": "It is about a colleague."}


@pytest.fixture
def walled(triaged, by, max):
    """Rob's ticket is Max's matter alone."""
    restrict(triaged, by=by(max), **WALL)
    return triaged


@pytest.mark.parametrize("way", ["post", "send"])
def test_sec_13_built_on_the_page_it_hides_the_ticket_from_the_others(browse, said, page, triaged, ann, sam, erin, way):
    """SEC-13: restricted with a named list; to others there is no such ticket."""
    assert "Restrict who sees it" in said(browse(ann).get(page(triaged)))
    built = getattr(browse(ann), way)(page(triaged, "restriction"), WALL | {"people": [erin.pk]})
    assert built.status_code == (302 if way == "post" else 200)
    for reader in (ann, erin):
        shown = said(browse(reader).get(page(triaged)))
        assert "Restricted: Complaint" in shown
        assert "It is about a colleague." in shown
    outside = browse(sam)
    for address in (page(triaged), page(triaged, "timeline"), page(triaged, "row"), page(triaged, "restriction")):
        assert outside.get(address).status_code == 404
    for listed in ("/tickets/", f"/search?q={triaged.reference}", "/search?q=printer", "/tickets/news?shown="):
        assert triaged.title not in said(outside.get(listed))


def test_the_requester_goes_on_and_learns_nothing_of_the_wall(browse, said, page, walled, rob):
    shown = said(browse(rob).get(page(walled)))
    assert walled.title in shown
    assert "estricted" not in shown
    assert "colleague" not in shown


def test_the_list_is_kept_on_the_page(browse, said, page, walled, max, sam):
    browser = browse(max)
    assert browser.post(page(walled, "restriction", "people"), {"person": sam.pk}).status_code == 302
    assert browse(sam).get(page(walled)).status_code == 200
    assert browse(sam).post(page(walled, "restriction", "people", str(max.pk))).status_code == 403
    assert browser.post(page(walled, "restriction", "people", str(sam.pk))).status_code == 302
    assert browse(sam).get(page(walled)).status_code == 404


def test_taken_down_with_a_reason(browse, said, page, walled, max, sam):
    browser = browse(max)
    assert browser.post(page(walled, "restriction", "end"), {"reason": ""}).status_code == 422
    assert browser.post(page(walled, "restriction", "end"), {"reason": "Settled."}).status_code == 302
    assert "Settled." in said(browse(sam).get(page(walled)))


def test_what_is_wrong_stands_in_the_form(browse, said, page, triaged, ann, rob):
    answer = browse(ann).send(page(triaged, "restriction"), {"kind": "", "reason": "x", "people": [rob.pk]})
    assert answer.status_code == 422
    assert "field-error" in said(answer)


def test_there_is_no_list_of_what_is_not_restricted(browse, page, triaged, max, sam):
    assert browse(max).post(page(triaged, "restriction", "people", str(sam.pk))).status_code == 404
    assert browse(max).post(page(triaged, "restriction", "people"), {"person": sam.pk}).status_code == 409


def test_whoever_sees_no_wall_counts_nothing_behind_it(browse, said, walled, opened, sam, max):
    """SEC-13: the figures of the views count what opens."""
    assert 'data-count="0"' in said(browse(sam).get("/tickets/")) or walled.title not in said(
        browse(sam).get("/tickets/")
    )
    assert walled.title in said(browse(max).get("/tickets/"))
