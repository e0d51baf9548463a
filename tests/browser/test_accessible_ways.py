"""axe finds nothing, in either theme, where the desk is asked, answers, tells others and counts itself."""

import pytest

from tests.metrics.boards.conftest import day
from tests.things import bound

from .looking import CALM, WIDE, found_everywhere, found_here
from .scene import staff

__all__ = ["day"]

FORMS = (
    "/forms/",
    "/forms/<slug:form_key>",
    "/intake-forms/",
    "/intake-forms/new",
    "/intake-forms/<int:pk>",
    "/intake-forms/<int:pk>/change",
    "/intake-forms/proposals/<int:form_proposal_pk>",
)
MAIL = (
    "/incoming-mails/",
    "/incoming-mails/<int:pk>",
    "/mails/",
    "/administration/mailboxes/",
    "/administration/mailboxes/<int:pk>",
    "/notices/choices",
    "/notices/hours",
)
HOOKS = (
    "/administration/webhooks/",
    "/administration/webhooks/<int:pk>",
    "/administration/webhook-deliveries/<int:pk>",
    "/administration/alert-sources/",
    "/administration/alert-sources/<int:pk>",
    "/administration/update-wordings/<int:pk>",
)
OUTSIDE = (
    "/forms/<slug:form_key>/embed",
    "/form-requests/<str:request_signed>",
    "/satisfaction/<str:rating>",
    "/help/",
    "/help/known-issues",
    "/help/search?q=it",
)
BOARDS = (
    "/boards/now",
    "/boards/now?wall=1",
    "/boards/week?period=day",
    "/boards/week?period=day&wall=1",
    "/boards/quality?period=day",
    "/boards/incidents",
    "/boards/personal",
    "/boards/week?at=2019-01-07",
    "/figures/",
)


@pytest.mark.prove
@pytest.mark.parametrize("pages", [FORMS, MAIL, HOOKS], ids=["forms", "mail", "webhooks"])
def test_axe_finds_nothing_on_the_ways_in_and_out(at, axe, things, first_line, pages):
    page = at(staff(first_line), **CALM)
    assert found_everywhere(page, axe, [bound(path, things) for path in pages]) == {}


@pytest.mark.prove
def test_axe_finds_nothing_where_anybody_is_asked(chromium, live_server, axe, things, intake_form):
    things["form_key"] = intake_form(name="Ask us", embed_on=["https://shop.example.org"]).key
    page = chromium.new_context(base_url=live_server.url, **CALM).new_page()
    assert found_everywhere(page, axe, [bound(path, things) for path in OUTSIDE]) == {}


@pytest.mark.prove
def test_axe_finds_nothing_on_boards(at, axe, day, tell, tess):
    tell()
    page = at(tess, **CALM)
    assert found_everywhere(page, axe, BOARDS, also_between=BOARDS[:3]) == {}
    page.goto(BOARDS[2])
    cases = page.locator(".figure-value").first.get_attribute("href")
    assert found_everywhere(page, axe, [cases]) == {}
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto("/boards/week?period=day")
    for table in page.get_by_text("Table", exact=True).all():
        table.click()
    assert found_here(page, axe) == {}
