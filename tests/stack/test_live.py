"""Pages that stand open follow what happens, through relay, broker, stream and fragment."""

import os
import signal

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SOON = 2000  # milliseconds from the answer over REST to the open page


def test_a_ticket_over_rest_appears_is_answered_and_the_answer_is_seen_by_all(desk, at):
    """T-01: one ticket per contact. SLA-04: the first answer of an analyst meets the first-response promise."""
    queue = at("ann")
    expect(queue.locator("#rows")).to_be_visible()
    queue.evaluate("document.body.dataset.loaded = 'once'")
    made = desk.api("rob").open("The ticket machine at gate 4 is dark")
    expect(queue.locator("#list")).to_contain_text("The ticket machine at gate 4 is dark", timeout=SOON)
    assert queue.evaluate("document.body.dataset.loaded") == "once"

    lead = at("tess", f"/tickets/{made['id']}")
    expect(lead.locator(".strip-clock", has_text="First response")).to_contain_text("left")
    lead.evaluate("document.body.dataset.loaded = 'once'")
    queue.locator("#news").get_by_role("link", name="gate 4 is dark").click()
    queue.locator("[data-row]").get_by_role("link", name="gate 4 is dark").click()
    queue.get_by_role("textbox", name="Message").fill("Somebody is on the way.")
    queue.get_by_role("button", name="Send to").click()
    expect(queue.locator(".talk")).to_contain_text("Somebody is on the way.")
    expect(queue.locator(".strip-clock", has_text="First response")).to_contain_text("met")
    expect(lead.locator(".talk")).to_contain_text("Somebody is on the way.", timeout=SOON)
    expect(lead.locator(".strip-clock", has_text="First response")).to_contain_text("met")
    assert lead.evaluate("document.body.dataset.loaded") == "once"


def test_without_the_stream_the_page_says_so_goes_on_asking_and_recovers(desk, at, watch):
    watch.expect("net::ERR")
    page = at("ann", "/notices/")
    page.clock.install()
    with page.expect_response("**/live/**"):
        page.goto("/tickets/")
    banner = page.locator("#banner")
    expect(banner).to_be_hidden()
    desk.supervisor.send_signal(signal.SIGSTOP)  # so that the stream stays down for as long as it takes to look
    try:
        os.kill(desk.pid("live"), signal.SIGKILL)
        expect(banner).to_contain_text("Live updates are interrupted")
        desk.api("rob").open("The heating is off")
        page.clock.fast_forward(31_000)
        expect(page.locator("#list")).to_contain_text("The heating is off")
    finally:
        desk.supervisor.send_signal(signal.SIGCONT)
    expect(banner).to_be_hidden(timeout=30_000)
    desk.api("rob").open("The heating is on again")
    expect(page.locator("#list")).to_contain_text("2 new here")


def test_a_page_opened_while_the_stream_hangs_says_so_too(desk, at):
    """A frozen process takes connections and answers none: nothing ends, so no error is ever told."""
    page = at("ann", "/notices/")
    live = desk.pid("live")
    os.kill(live, signal.SIGSTOP)
    try:
        page.goto("/tickets/")
        expect(page.locator("#banner")).to_contain_text("Live updates are interrupted")
    finally:
        os.kill(live, signal.SIGCONT)
    expect(page.locator("#banner")).to_be_hidden()
