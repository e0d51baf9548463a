"""Cards before a real browser: by keys, by drag, and what axe says of the pages around them."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import CALM, found_everywhere, found_here
from tests.factories import ComponentFactory
from tickets.automation.actions.rules import set_rule
from tickets.automation.actions.staffing import keep_skill, set_strategy
from tickets.desk.actions.set_limit import set_limit
from tickets.desk.actions.triage import triage

PAGES = (
    "/tickets/kanban",
    "/tickets/kanban?queue={queue}",
    "/administration/routing",
    "/administration/routing/rules/1",
    "/availability",
    "/tickets/{pk}/routing",
    "/reports/misroutes",
)


@pytest.fixture
def ruled(service_desk, tess, by, owned):
    """Rob's ticket of Ann's, at a desk with a rule, a strategy, a skill and limits."""
    ComponentFactory(key="spooler", name="Spooler")
    set_rule(service_desk, by=by(tess), conditions={"component": ["spooler"], "words": ["printer"]})
    set_strategy(service_desk, by=by(tess), kind="round_robin")
    keep_skill("Printing", by=by(tess), people=[tess])
    set_limit(service_desk, by=by(tess), most=1)
    set_limit(service_desk, by=by(tess), most=1, status="in_progress", mode="block")
    return owned


def column(page, status):
    return page.locator(f"[data-column={status}]")


def test_a_card_goes_on_by_keys_and_comes_to_its_form_by_keys(at, ann, ruled, service_desk):
    """T-20: the menu of a card by keyboard alone."""
    page = at(ann, viewport={"width": 1440, "height": 900})
    page.goto(f"/tickets/kanban?queue={service_desk.pk}")
    card = page.locator(f"#card-{ruled.pk}")
    card.locator("a").first.focus()
    page.keyboard.press("m")
    expect(card.get_by_role("button", name="Start work")).to_be_focused()
    page.keyboard.press("Enter")
    expect(column(page, "in_progress").locator(f"#card-{ruled.pk}")).to_be_visible()
    card.locator("a").first.focus()
    page.keyboard.press("m")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#act[open]")).to_be_visible()
    page.locator("[name=waiting_reason]").select_option(index=1)
    page.get_by_role("button", name="Let it wait").click()
    expect(page.locator(f"[data-column^=pending] #card-{ruled.pk}")).to_be_visible()
    expect(page.locator("#act[open]")).to_have_count(0)


def test_a_drag_presses_the_same_button_and_a_full_column_says_so(at, ann, ruled, service_desk, opened, by, printing):
    other = opened(title="Another")
    triage(other, by=by(ann), seen=other.version, impact=2, urgency=2, category=printing)
    page = at(ann, viewport={"width": 1440, "height": 900})
    page.goto(f"/tickets/kanban?queue={service_desk.pk}")
    page.drag_and_drop(f"#card-{ruled.pk}", "[data-column=in_progress]")
    expect(column(page, "in_progress").locator(f"#card-{ruled.pk}")).to_be_visible()
    page.drag_and_drop(f"#card-{other.pk}", "[data-column=in_progress]")
    expect(page.locator("#refused")).to_contain_text("no more may be")
    expect(column(page, "triaged").locator(f"#card-{other.pk}")).to_be_visible()


@pytest.mark.prove
def test_axe_finds_nothing(at, axe, tess, ruled, service_desk):
    page = at(tess, **CALM)
    pages = [address.format(queue=service_desk.pk, pk=ruled.pk) for address in PAGES]
    assert found_everywhere(page, axe, pages) == {}
    page.emulate_media(color_scheme="light")
    page.goto("/administration/routing")
    for summary in page.locator("summary").all():
        summary.click()
    assert found_here(page, axe) == {}
