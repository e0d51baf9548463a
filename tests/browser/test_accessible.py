"""axe finds nothing, on any page, in either theme; nothing scrolls sideways."""

import pytest
from playwright.sync_api import expect

from supportdesk.events.models import Event
from tickets.desk.actions.assign import assign
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage
from tickets.desk.subscribers import notify

from .looking import CALM, found_everywhere
from .scene import DESK, OFFICE, REQUESTER, Scene, people, staff

SIGN_IN = ("/accounts/login/", "/accounts/password/reset/")
BETWEEN = ("/tickets/", "/tickets/new", "/tickets/board", "/tickets/kanban", "/administration/people/")  # at 1024 too


@pytest.fixture
def busy(owned, solved_before, opened, opened_ago, by, ann, joe, tess, max, service_desk):
    opened_ago(minutes=12)
    opened_ago(hours=6)
    scene = Scene(people(ann=ann, joe=joe, tess=tess, max=max), owned, solved_before, opened, by, service_desk)
    notify(list(Event.objects.all()))
    return scene


@pytest.fixture
def solved_before(opened, by, ann, printing, resolution):
    """Another ticket of Rob's: solved, and not confirmed yet."""
    made = opened(title="The scanner beeps")
    triage(made, by=by(ann), seen=made.version, impact=2, urgency=2, category=printing)
    assign(made, by=by(ann), seen=made.version, to=ann)
    resolve(made, by=by(ann), seen=made.version, **resolution)
    return made


@pytest.mark.prove
@pytest.mark.parametrize("pages", [DESK, OFFICE], ids=["desk", "office"])
def test_axe_finds_nothing_for_the_desk(at, axe, first_line, busy, pages):
    page = at(staff(first_line), **CALM)
    assert found_everywhere(page, axe, busy.addresses(pages), also_between=BETWEEN) == {}


@pytest.mark.prove
def test_axe_finds_nothing_for_the_requester(at, axe, rob, busy):
    page = at(rob, **CALM)
    assert found_everywhere(page, axe, busy.addresses(REQUESTER)) == {}


def test_axe_finds_nothing_before_signing_in(chromium, live_server, axe):
    page = chromium.new_context(base_url=live_server.url, **CALM).new_page()
    assert found_everywhere(page, axe, SIGN_IN) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens_over_a_page(at, axe, ann, busy, theme):
    page = at(ann, viewport={"width": 1440, "height": 900}, color_scheme=theme)
    page.goto(f"/tickets/{busy.ticket.pk}")
    expect(page.locator(f"#row-{busy.ticket.pk}")).to_be_visible()
    for opener, opened in ((".person[popovertarget]", "#person-menu"), ("[data-hotkey='?']", "#shortcuts[open]")):
        page.locator(opener).click()
        expect(page.locator(opened)).to_be_visible()
        assert axe(page) == [], opened
        page.keyboard.press("Escape")
    page.locator(".strip .chip").last.click()
    expect(page.locator("#why:popover-open .why-answer")).to_be_visible()
    assert axe(page) == [], "why"
    page.keyboard.press("Escape")
    for key in ("p", "t", "l"):
        page.keyboard.press(key)
        expect(page.locator("#act[open]")).to_be_visible()
        assert axe(page) == [], key
        page.keyboard.press("Escape")
