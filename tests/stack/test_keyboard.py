"""The main path by keyboard alone, and again with no script at all."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def cursor(page):
    """The ticket that the cursor stands on: a key that came before the script is done a moment later."""
    row = page.locator("[data-row]:focus-within")
    expect(row).to_have_count(1)
    return row.get_attribute("data-row")


def walk_to(page, ticket):
    """`j` down the list, until the cursor stands on this ticket."""
    for _ in range(50):
        press(page, "j")
        if cursor(page) == str(ticket):
            return
    raise AssertionError("j never came there")


def fill_by_keyboard(page, dialog):
    """Tab through a form and give every control something, as somebody without a mouse does."""
    for _ in range(30):
        kind = page.evaluate("document.activeElement.type ?? ''")
        if kind == "submit":
            return
        if kind == "select-one" and not page.evaluate("document.activeElement.value"):
            press(page, "ArrowDown", "ArrowDown", "Enter")
        if kind == "radio":
            press(page, "Space")
        if kind in ("textarea", "text"):
            page.keyboard.type("The fuse had blown.")
        press(page, "Tab")
    raise AssertionError("the form has no end")


def test_the_whole_day_without_a_mouse(desk, browser, ticket):
    made = ticket("The departure board is frozen")
    page = browser()
    page.goto("/accounts/login/")
    expect(page.get_by_label("Email")).to_be_focused()
    page.keyboard.type(desk.person("ann")["email"])
    press(page, "Tab")
    page.keyboard.type(desk.trial["password"])
    press(page, "Enter")
    page.wait_for_url("**/tickets/**")
    page.goto("/tickets/?order=newest")  # other tests have opened more urgent ones
    walk_to(page, made["id"])
    press(page, "j", "k", "Enter")
    expect(page.locator("#ticket h1")).to_have_text("The departure board is frozen")

    press(page, "a")
    expect(page.locator(".head .owner-name")).to_have_text("Analyst of Northern Railways")
    press(page, "p")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    fill_by_keyboard(page, dialog)
    press(page, "Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".head .state")).to_have_text("Triaged")

    press(page, "r")
    page.keyboard.type("We are restarting the board.")
    press(page, "Control+Enter")
    expect(page.locator(".talk")).to_contain_text("We are restarting the board.")
    expect(page.locator(".strip-clock", has_text="First response")).to_contain_text("met")

    press(page, "d")
    expect(dialog).to_be_visible()
    fill_by_keyboard(page, dialog)
    press(page, "Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".head .state")).to_have_text("Resolved")

    with page.expect_navigation():
        press(page, "u")
    expect(page.locator("#rows")).to_be_visible()
    next_one = ticket("The lift is stuck")
    with page.expect_navigation():
        press(page, ".")
    expect(page.locator(".head .owner-name")).to_have_text("Analyst of Northern Railways")
    assert page.locator("#ticket").get_attribute("data-ticket") != str(made["id"])
    assert next_one["id"] > made["id"]


def test_signing_in_reading_replying_and_resolving_need_no_script(desk, browser, owned):
    made = owned("The ticket gate stays open")
    page = browser(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Email").fill(desk.person("ann")["email"])
    page.get_by_label("Password").fill(desk.trial["password"])
    page.get_by_role("button", name="Sign in").click()
    page.goto("/tickets/?order=newest")
    page.get_by_role("link", name="The ticket gate stays open").click()
    page.get_by_role("textbox", name="Message").fill("We are closing it.")
    page.get_by_role("button", name="Send to").click()
    expect(page.locator(".talk")).to_contain_text("We are closing it.")
    page.get_by_role("link", name="Resolve").click()
    for label in ("How it ended", "Cause"):
        page.get_by_label(label, exact=True).select_option(index=1)
    for field in page.locator("main textarea, main input[type=text]").all():
        field.fill("The sensor was dirty.")
    page.locator("main").get_by_role("button", name="Resolve").click()
    expect(page.locator(".head .state")).to_have_text("Resolved")
    assert desk.api("ann").get(f"tickets/{made['id']}")["status"] == "resolved"
