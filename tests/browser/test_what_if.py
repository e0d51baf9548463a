"""What if, for a pair of eyes and for keys alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import BETWEEN, NARROW, WIDE, found_here
from tests.lived import NIGHT_AND_DAY
from tickets.promises import tasks
from tickets.promises.models import WhatIf


@pytest.fixture
def asked(at, month, hours_drafted, max):
    """Max asks with keys alone, and sees that it waits."""
    hours_drafted(NIGHT_AND_DAY)
    page = at(max)
    page.goto("/administration/what-ifs/")
    for label, text in (("From", "2026-03-02"), ("To", "2026-04-05")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Ask what if").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("tickets looked at")).to_be_visible()
    return page


def test_asked_with_keys_watched_live_and_followed_to_a_ticket(asked, tell):
    tasks.answer()
    tell()
    expect(asked.get_by_text("30 tickets were counted again")).to_be_visible()
    what_if = WhatIf.objects.get()
    asked.locator('[data-figure="gained"]').focus()
    asked.keyboard.press("Enter")
    expect(asked.get_by_role("heading", name=f"Newly broken: {what_if.gained}")).to_be_visible()
    first = asked.locator("#breaches tbody a").first
    number = first.inner_text()
    first.focus()
    asked.keyboard.press("Enter")
    expect(asked).to_have_title(re.compile(number))


def test_axe_finds_nothing_in_three_widths(asked, axe):
    tasks.answer()
    asked.emulate_media(reduced_motion="reduce")
    asked.reload()
    assert found_here(asked, axe, (WIDE, BETWEEN, NARROW)) == {}
