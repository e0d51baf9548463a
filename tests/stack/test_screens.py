"""Small screens, large type, dark rooms: the same pages for everybody's eyes."""

import gzip

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BUDGET = 120_000  # bytes of script and style, compressed, of the queue's first screen
FORMS = ("resolution", "triage", "title", "transfer", "assignment", "classification", "clocks/resolution")
PAGES = ("/tickets/", "/tickets/?status=resolved", "/tickets/new", "/tickets/filter", "/search?q=signal", "/notices/")


def overflow(page):
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")


def test_from_queue_to_reply_on_a_phone(at, owned):
    made = owned("The kiosk shows an error")
    page = at("ann", "/tickets/?order=newest", width=390, height=844, has_touch=True, is_mobile=True)
    page.get_by_role("link", name="The kiosk shows an error").tap()
    page.wait_for_url(f"**/tickets/{made['id']}")
    field = page.get_by_role("textbox", name="Message")
    field.tap()
    field.fill("Written on the train.")
    page.get_by_role("button", name="Send to").tap()
    expect(page.locator(".talk")).to_contain_text("Written on the train.")
    assert overflow(page) <= 0
    page.get_by_title("Back to the list").tap()
    expect(page.locator("#rows")).to_be_visible()


def test_no_page_scrolls_sideways_at_320_pixels(at, owned):
    made = owned("W" * 120)
    page = at("ann", width=320, height=640)
    ticket = f"/tickets/{made['id']}"
    wide = {}
    for path in (*PAGES, ticket, *(f"{ticket}/{form}" for form in FORMS)):
        page.goto(path)
        wide[path] = overflow(page)
    assert {path: pixels for path, pixels in wide.items() if pixels > 0} == {}


def test_a_requesters_pages_do_not_scroll_sideways_at_320_pixels(at, ticket, browser):
    made = ticket("W" * 120)
    page = at("rob", width=320, height=640)
    for path in ("/tickets/", f"/tickets/{made['id']}", "/tickets/new"):
        page.goto(path)
        assert overflow(page) <= 0, path
    outside = browser(width=320, height=640)
    outside.goto("/accounts/login/")
    assert overflow(outside) <= 0


def test_the_main_path_at_twice_the_size(at, owned):
    """A screen of 1440 pixels at 200 % has room for 720."""
    made = owned("The announcement is silent")
    page = at("ann", "/tickets/?order=newest", width=720, height=450)
    page.get_by_role("link", name="The announcement is silent").click()
    page.wait_for_url(f"**/tickets/{made['id']}")
    page.get_by_role("textbox", name="Message").fill("We are listening.")
    page.get_by_role("button", name="Send to").click()
    expect(page.locator(".talk")).to_contain_text("We are listening.")
    page.get_by_role("link", name="Resolve").click()
    dialog = page.get_by_role("dialog")
    for label in ("How it ended", "Cause"):
        dialog.get_by_label(label, exact=True).select_option(index=1)
    for field in dialog.locator("textarea, input[type=text]").all():
        field.fill("The amplifier was off.")
    dialog.get_by_role("button", name="Resolve").click()
    expect(page.locator(".head .state")).to_have_text("Resolved")
    assert overflow(page) <= 0


def test_theme_and_density_stay_as_chosen(at):
    page = at("ann", color_scheme="light")
    row, root = page.locator(".row").first, page.locator("html")
    light, roomy = paper(page), row.bounding_box()["height"]
    page.get_by_role("button", name="You: Analyst").click()
    page.get_by_label("Dark").check()
    page.get_by_label("Compact").check()
    expect(root).to_have_attribute("data-theme", "dark")
    dark = paper(page)
    page.reload()
    assert (paper(page), dark != light) == (dark, True)
    assert row.bounding_box()["height"] < roomy
    page.goto("/notices/")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-density", "compact")


def paper(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_system_theme_follows_the_system(at):
    dark, light = (paper(at("ann", color_scheme=scheme)) for scheme in ("dark", "light"))
    assert dark != light


MOVING = """
() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const longest = (text) => Math.max(...text.split(",").map(parseFloat));
  const moves = longest(style.transitionDuration) > 0.01 && style.transitionProperty !== "none";
  return moves || (longest(style.animationDuration) > 0.01 && style.animationName !== "none");
}).map((element) => element.outerHTML.slice(0, 120))
"""


def test_nothing_moves_for_whoever_asked_for_stillness(at, owned):
    made = owned()
    page = at("ann", f"/tickets/{made['id']}", reduced_motion="reduce")
    expect(page.locator("#rows")).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(MOVING) == []


def test_the_first_screen_of_the_queue_is_light(at):
    page = at("ann", path="about:blank")
    weights = {}

    def weigh(response):
        if response.request.resource_type in ("script", "stylesheet"):
            weights[response.url] = response

    page.on("response", weigh)
    page.goto("/tickets/")
    expect(page.locator("#rows")).to_be_visible()
    named_by_content = [response for url, response in weights.items() if "/assets/" in url]
    assert {response.headers["cache-control"] for response in named_by_content} == {
        "max-age=315360000, public, immutable"
    }
    assert len(named_by_content) >= 2
    weights = {url: len(gzip.compress(response.body(), 6)) for url, response in weights.items()}
    assert len(weights) >= 2
    assert sum(weights.values()) <= BUDGET, weights
