"""Calendars by somebody who sees the page for the first time, and for everybody's eyes."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from supportdesk import clock
from tests.browser.hand import set_up
from tests.browser.looking import CALM, WIDE, found_everywhere
from tickets.sla.models import Calendar, Policy

MOST = 30


def draft_berlin(hand):
    """Mon-Fri 9-12 and 13-18 in Berlin; first written wrong."""
    hand.at("").follows("Calendars").follows("Monday to Friday, 08:00 to 18:00").presses("Draft the next version")
    hand.writes("Time zone", "Europe/Berlin").writes("Open hours", "Mon-Fri 9-12 and 18-13").presses(
        "Add the holidays of a country"
    )
    expect(hand.page.get_by_text("“18-13” ends before it begins.")).to_be_visible()
    hand.writes("Open hours", "Mon-Fri 9-12 and 13-18").presses("Add the holidays of a country")


def take_bavarian_holidays(hand):
    hand.chooses("Country", "Germany").presses("Show the days")
    hand.chooses("State or region (optional)", "Bayern (BY)").presses("Show the days")
    expect(hand.page.get_by_text("Epiphany").first).to_be_visible()
    hand.presses("Take these days")


def test_hours_of_berlin_with_bavarian_holidays_in_thirty_acts(hand):
    """SLA-02: set up from a fresh account, by what stands on the screen; P1 runs around the clock."""
    set_up(hand)
    hand.acts = 0
    draft_berlin(hand)
    take_bavarian_holidays(hand)
    hand.writes("Reason", "What we have always done in Munich.").presses("Publish")
    expect(hand.page.get_by_text("is in its version 3.")).to_be_visible()
    hand.follows("Policies").follows("P1")
    expect(hand.page.get_by_text("4 hours, around the clock").first).to_be_visible()
    assert hand.acts <= MOST, hand.acts
    hours = Calendar.objects.get(key="business-hours", version=3)
    assert (hours.zone, hours.week["4"]) == ("Europe/Berlin", [[540, 720], [780, 1080]])
    epiphany = datetime(clock.now().year + 1, 1, 6, tzinfo=UTC).date()
    assert hours.holiday_name(epiphany) == "Epiphany"
    counted = {
        one.key: {each.calendar_id for each in one.targets.all()} for one in Policy.objects.in_force(clock.now())
    }
    around = Calendar.objects.get(key="around-the-clock").pk
    assert (counted["p1"], counted["p3"], counted["standard"]) == ({around}, {hours.pk}, {hours.pk})


def test_what_would_four_hours_be(hand):
    set_up(hand)
    hand.at("").follows("Calendars").follows("Monday to Friday, 08:00 to 18:00")
    tester = hand.at("When would it be due?").writes("Hours", "4").writes("From", "2026-11-20T17:00")
    tester.presses("Say when")
    expect(hand.page.get_by_role("status").get_by_text("Mon 23 Nov 2026, 11:00")).to_be_visible()


@pytest.fixture
def pages(at, max):
    """The pages of a calendar with everything on it, in the order in which one comes to them."""

    def opened(page):
        page.goto("/administration/calendars/business-hours/")
        page.get_by_role("button", name="Draft the next version").click()
        draft = page.url
        page.get_by_label("Staffed on").fill(f"{clock.now().year + 1}-12-24")
        page.get_by_label("Open", exact=False).and_(page.locator("[name=staff-windows]")).fill("9-12")
        page.get_by_label("Why", exact=True).fill("Half a day")
        page.get_by_role("button", name="Add the day").click()
        page.goto(f"{draft}holidays?country=DE&subdivision=BY")
        page.get_by_role("button", name="Take these days").click()
        yield "/administration/calendars/"
        yield "/administration/calendars/new"
        yield draft
        yield f"{draft}?hours=12&start=2026-12-23T15:00#try"
        yield f"{draft}holidays?country=DE&subdivision=BY"
        page.goto(draft)
        page.get_by_label("Reason").fill("Half of Christmas Eve, and the holidays of Bavaria.")
        page.get_by_role("button", name="Publish").click()
        yield "/administration/calendars/business-hours/"
        yield "/administration/calendars/business-hours/?hours=12&start=2026-12-23T15:00#try"

    return opened


@pytest.mark.prove
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(at, axe, max, pages):
    page = at(max, **CALM)
    for address in pages(page):
        assert found_everywhere(page, axe, [address], also_between=[address]) == {}
        page.set_viewport_size({"width": WIDE, "height": 900})


def test_the_week_is_read_as_text(at, max):
    page = at(max)
    page.goto("/administration/calendars/business-hours/")
    week = page.get_by_role("figure", name="The week, 40 h open")
    expect(week.get_by_role("term").first).to_have_text("Monday")
    expect(week.get_by_role("definition").first).to_have_text("09:00–17:00")


def test_a_draft_is_made_by_keys_alone_and_without_a_script(at, max):
    page = at(max, java_script_enabled=False)
    page.goto("/administration/calendars/new")
    page.get_by_label("Name").focus()
    page.keyboard.type("Night shift")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Europe/Berlin")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Mon-Fri 22-6")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Draft: Night shift")).to_be_visible()
    expect(page.get_by_role("definition").first).to_have_text("22:00–06:00")
