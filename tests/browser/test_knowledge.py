"""Two journeys with several people: a ticket solved with an article that gets better by it, and an article written from
a ticket through review to everybody; and the pages of the library before axe."""

import pytest
from playwright.sync_api import expect

from kb.articles.models import Article
from tests.kb.articles.conftest import SECRET, drafted, public, published, vpn
from tickets.desk.actions.assign import assign

from .looking import CALM, found_everywhere

__all__ = ["drafted", "public", "published", "vpn"]


@pytest.fixture
def dropping(opened, by, ann):
    """Rob's ticket about the very thing that the public guide is about; Ann's."""
    ticket = opened(title="My VPN drops every ten minutes", body="It drops.")
    return assign(ticket, by=by(ann), seen=ticket.version, to=ann)


def test_a_ticket_is_solved_with_an_article_and_the_article_gets_better(at, tell, public, dropping, ann, rob):
    page = at(ann)
    page.goto(f"/tickets/{dropping.pk}")
    card = page.locator(f"#ticket-{dropping.pk}-articles")
    expect(card).to_contain_text(public.title)
    card.get_by_role("button", name="Put into the reply").click()
    page.locator("[data-send].for-reply").click()
    expect(page.locator(f"#ticket-{dropping.pk}-timeline")).to_contain_text(f"/help/articles/{public.pk}")
    tell()
    page.reload()
    expect(card).to_contain_text("Sent to the requester")
    page.goto(f"/tickets/{dropping.pk}/articles?q=vpn")
    page.locator("main form").get_by_role("button", name="Solved it").first.click()
    expect(page.locator("main")).to_contain_text("Solved it")
    page.goto(f"/articles/{public.pk}")
    expect(page.locator("main")).to_contain_text("1 ticket, solved 1")
    expect(page.locator("main")).to_contain_text(SECRET)
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Checks").fill("Look whether the router's firmware is old.")
    page.get_by_label("What changed, and why").fill("Rob's router")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("main")).to_contain_text("Waits for a team lead or analyst")
    requesters = at(rob)
    requesters.goto(f"/help/articles/{public.pk}")
    expect(requesters.locator("main")).not_to_contain_text("firmware")
    expect(requesters.locator("main")).not_to_contain_text(SECRET)


def test_an_article_is_written_from_a_ticket_reviewed_and_read_by_everybody(
    at, chromium, live_server, resolved, joe, tess
):
    junior = at(joe)
    junior.goto(f"/tickets/{resolved.pk}")
    junior.get_by_role("button", name="Write one from this ticket").click()
    expect(junior.get_by_label("Title")).to_have_value("Printer on floor 3 is dead")
    junior.get_by_label("Title").fill("A printer prints nothing")
    junior.get_by_label("Checks").fill("Look at the date of its certificate.")
    junior.get_by_label("Environment").fill("Any system.")
    junior.get_by_label("Escalate when").fill("It still drops.")
    junior.get_by_label("For", exact=True).select_option("public")
    junior.get_by_role("button", name="Preview").click()
    expect(junior.get_by_label("Preview")).to_contain_text("Renewed the certificate")
    junior.get_by_role("button", name="Save the draft").click()
    junior.get_by_role("button", name="Submit for review").click()
    one = Article.objects.get()
    lead = at(tess)
    lead.goto("/articles/tasks")
    lead.get_by_role("link", name="A printer prints nothing").first.click()
    lead.get_by_placeholder("Comment; a no says why").fill("Good.")
    lead.get_by_role("button", name="Approve").click()
    expect(lead.locator("main")).to_contain_text("Approved")
    junior.goto(f"/articles/{one.pk}")
    junior.get_by_role("button", name="Publish").click()
    expect(junior.locator("main")).to_contain_text("Public")
    stranger = chromium.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    stranger.goto("/help/")
    stranger.get_by_label("Search for help").fill("printer")
    stranger.get_by_role("button", name="Find").click()
    stranger.get_by_role("link", name="A printer prints nothing").click()
    expect(stranger.locator("article")).to_contain_text("Renewed the certificate")
    expect(stranger.locator("main")).not_to_contain_text("Written from")
    stranger.context.close()


def test_axe_finds_nothing_in_the_library_and_the_help_centre(at, axe, public, dropping, sam):
    page = at(sam, **CALM)
    addresses = [
        "/articles/",
        "/articles/?q=vpn",
        f"/articles/{public.pk}",
        f"/articles/{public.pk}/edit",
        f"/articles/{public.pk}/versions",
        "/articles/tasks",
        "/articles/gaps",
        "/articles/contributions",
        "/working-notes/",
        f"/tickets/{dropping.pk}/articles",
        "/help/",
        "/help/search?q=vpn",
        f"/help/articles/{public.pk}",
        f"/help/articles/{public.pk}/feedback",
    ]
    assert found_everywhere(page, axe, addresses) == {}
