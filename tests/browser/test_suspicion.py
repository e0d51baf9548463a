"""From the fifth similar ticket to a declared incident, and what requesters and everybody see of it."""

from playwright.sync_api import expect

from incidents.response.models import Incident
from incidents.statuspage.actions.keep_component import keep_component
from incidents.statuspage.actions.set_health import set_health

from .looking import CALM, found_everywhere, found_here


def test_the_fifth_similar_ticket_raises_a_suspicion_and_ian_declares_it(at, axe, five, ian, rob):
    """INC-02, INC-26: on the console without being looked for; declared; told; and Rob reads it on his ticket."""
    page = at(ian, viewport={"width": 1440, "height": 900}, **CALM)
    banner = page.locator("#incident-banner")
    expect(banner).to_contain_text("5 tickets in 15 minutes about the component VPN gateway")
    banner.get_by_role("link").click()
    page.get_by_role("link", name="Declare major").click()
    page.get_by_label("Criteria that are met").fill("More than ten customers cannot work.")
    page.get_by_role("button", name="Declare", exact=True).click()
    expect(page.locator("#incident")).to_contain_text("Major")
    incident = Incident.objects.get()
    page.goto(f"/incidents/{incident.pk}/updates")
    assert found_here(page, axe) == {}
    page.get_by_label("Headline").fill("Working from home is down")
    page.get_by_label("What requesters read").fill("We look into it.")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="Working from home is down")).to_be_visible()
    robs = at(rob, viewport={"width": 390, "height": 844}, **CALM)
    expect(robs.get_by_role("heading", name="Working from home is down")).to_be_visible()
    assert found_here(robs, axe) == {}


def test_axe_finds_nothing_on_the_public_page(chromium, live_server, axe, vpn, by, ian):
    part = keep_component(vpn, by=by(ian), name="Remote access")
    set_health(part, by=by(ian), health="degraded")
    page = chromium.new_context(base_url=live_server.url, java_script_enabled=True, **CALM).new_page()
    assert found_everywhere(page, axe, ("/status/", "/status/history")) == {}
