"""Many tickets at once by keyboard alone: closed and opened again, merged and one of them taken out."""

import re

import pytest
from playwright.sync_api import expect

from tests.at_work import RESOLVED
from tests.stack.test_keyboard import cursor, press

pytestmark = pytest.mark.browser
DOZEN = 12


def tick(page, numbers):
    """`j` down the list, `x` on each of these."""
    left = {str(number) for number in numbers}
    for _ in range(60):
        press(page, "j")
        here = cursor(page)
        if here in left:
            press(page, "x")
            left.discard(here)
        if not left:
            return
    raise AssertionError(f"j never came to {left}")


def selected(page):
    return page.locator("[data-selected]")


def summary(page):
    return page.locator(".operation-sum")


def test_twelve_duplicates_merged_and_one_taken_out(desk, at, ticket):
    """D6: by keyboard alone, and one merge of twelve undone."""
    made = [ticket(f"The gate does not open, report {number}")["id"] for number in range(DOZEN + 1)]
    page = at("ann", "/tickets/?order=newest")
    tick(page, made)
    expect(selected(page)).to_have_text(f"{DOZEN + 1} selected")
    press(page, "Shift+L")
    expect(page.get_by_role("heading", name=f"Merge into T-{min(made)}")).to_be_visible()
    press(page, "Enter")
    expect(summary(page)).to_contain_text(f"{DOZEN} would be done")
    press(page, "Enter")
    expect(summary(page)).to_contain_text(f"{DOZEN} done")
    survivor = desk.api("ann").get(f"tickets/{min(made)}/messages")
    assert len(survivor["results"]) == DOZEN + 1

    out = page.get_by_role("button", name=f"Undo it for T-{max(made)} alone")
    out.focus()
    press(page, "Enter")
    expect(summary(page)).to_contain_text("1 would be done")
    press(page, "Enter")
    expect(summary(page)).to_contain_text("1 done")
    assert desk.api("ann").get(f"tickets/{max(made)}")["merged_into"] is None
    assert len(desk.api("ann").get(f"tickets/{min(made)}/messages")["results"]) == DOZEN


def select_from_to(page, made):
    """A range: the first by its tick, the last with Shift."""
    tick(page, made[:1])
    page.locator(f"#row-{made[-1]} [data-open]").focus()
    press(page, "Shift+X")
    expect(selected(page)).to_have_text(f"{len(made)} selected")


def taken_back(page, what, number):
    """From the list: z shows the last operation, z again offers its undo, Enter does it."""
    press(page, "u")
    page.wait_for_url("**/tickets/**")
    press(page, "z")
    expect(page.get_by_role("heading", name=what)).to_be_visible()
    press(page, "z")
    expect(summary(page)).to_contain_text(f"{number} would be done")
    press(page, "Enter")
    expect(summary(page)).to_contain_text(f"{number} done")


def states(desk, made):
    return {desk.api("ann").get(f"tickets/{number}")["status"] for number in made}


def test_stale_tickets_are_closed_together_and_brought_back(desk, at, owned):
    """T-43, T-28, D6: solved long ago and met with silence; closed with one reason, and solved again by z."""
    made = [owned(f"Solved and silent {number}")["id"] for number in range(5)]
    for number in made:
        desk.api("ann").do(f"tickets/{number}/resolution", RESOLVED)
    page = at("tess", "/tickets/?status=resolved&order=newest")
    select_from_to(page, made)
    press(page, "d")
    expect(page.get_by_role("heading", name="Close: 5 tickets")).to_be_visible()
    expect(page.get_by_label("Why they close without the requester's word")).to_be_focused()
    page.keyboard.type("Nobody has written for a month.")
    press(page, "Tab", "Enter")
    expect(summary(page)).to_contain_text("5 would be done")
    press(page, "Enter")
    expect(summary(page)).to_contain_text("5 done")
    assert states(desk, made) == {"closed"}
    taken_back(page, "Close: 5 tickets", 5)
    assert states(desk, made) == {"resolved"}


def test_stale_tickets_are_cancelled_together_and_brought_back(desk, at, ticket):
    """T-43, D6: selected by a range, ended together, and brought back by z."""
    made = [ticket(f"Stale report {number}")["id"] for number in range(5)]
    page = at("ann", "/tickets/?order=newest")
    select_from_to(page, made)
    press(page, "s")
    page.get_by_role("link", name="Cancel", exact=True).focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Cancel: 5 tickets")).to_be_visible()
    expect(page.get_by_label("Why", exact=True)).to_be_focused()
    page.keyboard.type("Op")
    press(page, "Tab", "Tab", "Enter")
    expect(summary(page)).to_contain_text("5 would be done")
    press(page, "Enter")
    expect(summary(page)).to_contain_text("5 done")
    assert states(desk, made) == {"cancelled"}
    taken_back(page, "Cancel: 5 tickets", 5)
    assert states(desk, made) == {"new"}


def test_more_than_a_handful_shows_its_progress_and_goes_on_by_itself(desk, at, ticket):
    """T-43: what the worker does behind the page shows on it."""
    for number in range(60):
        ticket(f"Crowd {number}")
    page = at("ann", "/tickets/?q=Crowd")
    page.get_by_label(re.compile("^Select T-")).first.check()
    page.get_by_role("button", name="Everything in this view").click()
    page.get_by_role("link", name="Internal note").click()
    page.get_by_label("Message").fill("The vendor knows.")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Do it").click()
    expect(summary(page)).to_contain_text("60 done", timeout=40_000)
