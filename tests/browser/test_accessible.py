"""axe finds nothing, on any page, in either theme; nothing scrolls sideways."""

import pytest
from playwright.sync_api import expect

from supportdesk.events.models import Event
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.subscribers import notify

PAGES = (
    "/tickets/",
    "/tickets/?owner=me",
    "/tickets/?status=asleep",
    "/tickets/filter",
    "/tickets/new",
    "/tickets/{pk}",
    "/tickets/{pk}/clocks/resolution",
    "/tickets/{pk}/triage",
    "/tickets/{pk}/resolution",
    "/tickets/{pk}/moves?action=wait_requester",
    "/tickets/{pk}/assignment",
    "/tickets/{pk}/classification",
    "/tickets/{pk}/links",
    "/search",
    "/search?q=printer",
    "/notices/",
    "/tickets/triage",
    "/accounts/shortcuts/",
    "/tickets/999999",
)
FOR_REQUESTERS = ("/tickets/", "/tickets/{pk}", "/tickets/new", "/tickets/{pk}/reopening", "/notices/", "/nowhere")
SIGN_IN = ("/accounts/login/", "/accounts/password/reset/")


@pytest.fixture
def busy(owned, opened, opened_ago, by, ann, sam):
    note(owned, by=by(sam), body="See the `log`.")
    reply(owned, by=by(ann), body="We are **on it**.")
    opened(title="A subject as long as people sometimes write them " * 4)
    opened_ago(minutes=12)
    opened_ago(hours=6)
    notify(list(Event.objects.all()))
    return owned


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (1024, "light"), (390, "dark")])
def test_axe_finds_nothing_for_the_desk(at, axe, ann, busy, theme, width):
    page = at(ann, viewport={"width": width, "height": 900}, color_scheme=theme)
    assert found(page, axe, PAGES, busy) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_for_the_requester(at, axe, rob, busy, theme):
    page = at(rob, viewport={"width": 390, "height": 844}, color_scheme=theme)
    assert found(page, axe, FOR_REQUESTERS, busy) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_before_signing_in(chromium, live_server, axe, theme):
    page = chromium.new_context(base_url=live_server.url, color_scheme=theme).new_page()
    assert found(page, axe, SIGN_IN, None) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens_over_a_page(at, axe, ann, busy, theme):
    page = at(ann, viewport={"width": 1440, "height": 900}, color_scheme=theme)
    page.goto(f"/tickets/{busy.pk}")
    expect(page.locator(f"#row-{busy.pk}")).to_be_visible()
    for opener, opened in ((".person[popovertarget]", "#person-menu"), ("[data-hotkey='?']", "#shortcuts[open]")):
        page.locator(opener).click()
        expect(page.locator(opened)).to_be_visible()
        assert axe(page) == [], opened
        page.keyboard.press("Escape")
    for key in ("p", "t", "l"):
        page.keyboard.press(key)
        expect(page.locator("#act[open]")).to_be_visible()
        assert axe(page) == [], key
        page.keyboard.press("Escape")


def found(page, axe, addresses, ticket):
    faults = {}
    for address in addresses:
        page.goto(address.format(pk=ticket.pk if ticket else ""))
        wrong = axe(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            faults[address] = wrong
    return faults
