"""The pages: begin from the ticket, compose with a live figure, work the list, act."""

import pytest

from tickets.escalations.models import Escalation

pytestmark = pytest.mark.django_db


def test_from_the_ticket_to_the_packet(browse, said, ann, owned, matrix, page):
    assert "Escalate" in said(browse(ann).get(page(owned, "rooms")))
    given = {"target": "engineering", "issue": "defect", "trigger": "unknown"}
    answer = browse(ann).post(page(owned, "escalate"), given)
    made = Escalation.objects.get()
    assert answer.headers["Location"] == f"/escalations/{made.pk}/packet"
    assert "P-01" in said(browse(ann).get(f"/escalations/{made.pk}/packet"))
    assert made.reference in said(browse(ann).get(page(owned, "rooms")))
    assert made.reference in said(browse(ann).get("/escalations/"))


def test_while_one_writes_it_says_what_it_is_worth(browse, said, ann, draft, sound):
    """ESC-03: the share and what is missing, live, before anything is written."""
    waived = {f"{name}-{part}": text for name, parts in sound.items() for part, text in parts.items()}
    del waived["P-11-error"]
    html = said(browse(ann).send(f"/escalations/{draft.pk}/packet/worth", waived))
    assert "95 % complete" in html
    assert "23 of 24" in html
    assert "P-11 Error text and code" in html
    assert "Predicted score <b>4.5</b>" in html
    draft.refresh_from_db()
    assert draft.percent < 95


def test_the_page_says_everything_in_twelve_statements(browse, said, erin, acknowledged, django_assert_max_num_queries):
    browser = browse(erin)
    browser.get(f"/escalations/{acknowledged.pk}")
    with django_assert_max_num_queries(18):
        html = said(browser.get(f"/escalations/{acknowledged.pk}"))
    assert "Accept" in html
