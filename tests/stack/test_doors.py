"""Who comes in, and what they may see: a requester, a stranger, and an admin with a second factor."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.stack.conftest import sign_in

pytestmark = pytest.mark.browser


def test_rob_sees_his_own_tickets_answers_and_never_an_internal_word(desk, browser, owned):
    """T-13: what is internal reaches no requester, by no page."""
    made = owned("My badge does not open the door")
    path = f"tickets/{made['id']}"
    ann = desk.api("ann")
    ann.do(f"{path}/notes", {"body": "secret-of-the-desk: he lost it twice"})
    ann.do(f"{path}/messages", {"body": "Which door is it?"})
    desk.api("rita").open("Of Rita alone")
    page = browser()
    sign_in(page, desk, "rob")
    page.wait_for_url("**/tickets/**")
    expect(page.get_by_role("main")).not_to_contain_text("Of Rita alone")
    page.get_by_role("link", name="My badge does not open the door").click()
    expect(page.locator(".talk")).to_contain_text("Which door is it?")
    page.get_by_label("Your message").fill("The one at the back.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".talk")).to_contain_text("The one at the back.")
    ann.do(f"{path}/notes", {"body": "secret-of-the-desk: at the back, of course"})
    ann.do(f"{path}/messages", {"body": "We are opening it."})
    expect(page.locator(".talk")).to_contain_text("We are opening it.")
    everything = [page.content()]
    for address in (f"/{path}", f"/{path}/timeline", "/tickets/", "/notices/", "/search?q=lost"):
        everything.append(page.context.request.get(address).text())
    for html in everything:
        for word in ("secret-of-the-desk", "wrote a note", "Internal", "canary-northern-note"):
            assert word not in html


def test_sue_of_another_organisation_finds_nothing(desk, at, owned, watch):
    watch.expect("status of 404")
    made = owned("A matter of Northern Railways")
    page = at("sue")
    expect(page.get_by_role("main")).not_to_contain_text("A matter of Northern Railways")
    assert page.goto(f"/tickets/{made['id']}").status == 404
    assert "A matter of Northern" not in page.content()


def code(secret, *, step=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def test_olga_gets_a_second_factor_and_signs_in_with_it(desk, browser):
    """SEC-05: a role that needs a second factor sees nothing before it has one."""
    page = browser()
    sign_in(page, desk, "olga")
    page.wait_for_url("**/accounts/reauthenticate/**")
    page.get_by_label("Password").fill(desk.trial["password"])
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Set up the second factor")).to_be_visible()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(code(secret))
    page.locator("[name=code]").press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    again = browser()
    sign_in(again, desk, "olga")
    again.wait_for_url("**/accounts/2fa/authenticate/**")
    again.get_by_label("Code").fill("000000")
    again.keyboard.press("Enter")
    expect(again.locator(".field-error").first).to_be_visible()
    again.get_by_label("Code").fill(code(secret, step=1))
    again.keyboard.press("Enter")
    again.wait_for_url("**/tickets/**")
