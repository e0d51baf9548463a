"""The requester's place on a phone, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from supportdesk.accounts.models import Organisation
from tests.browser.looking import CALM, found_everywhere, found_here
from tickets.desk.actions.ask import ask
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.models import Ticket

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(at, rob):
    return at(rob, viewport=PHONE)


def ask_for_help(page):
    page.get_by_role("link", name="Ask for help").first.click()
    page.wait_for_url(re.compile("/tickets/new"))
    if page.get_by_role("heading", name="What is it about?").count():
        page.get_by_role("link", name=re.compile("^Incident")).click()
    page.get_by_label("Subject").fill("No sound in calls")
    page.get_by_label("What happened, and what did you expect?").fill("The others hear me, I hear nothing.")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(re.compile(r"/tickets/\d+$"))
    return Ticket.objects.get(title="No sound in calls")


def answer_and_reject(page, ticket, by, ann, resolution):
    asked = ask(ticket, by=by(ann), questions=[{"question": "Which headset?", "why": "Some are known for it."}])
    page.goto("/tickets/?tab=waiting")
    page.get_by_role("link", name="No sound in calls").click()
    page.get_by_label("Which headset?").fill("The blue one.")
    page.get_by_role("button", name="Send the answers").click()
    expect(page.locator(".talk")).to_contain_text("The blue one.")
    expect(page.get_by_role("heading", name="We need an answer from you")).to_have_count(0)
    assert asked.parts.get().answer == "The blue one."
    ticket.refresh_from_db()
    resolve(ticket, by=by(ann), seen=ticket.version, **resolution)
    page.goto(f"/tickets/{ticket.pk}")
    expect(page.locator(".solution")).to_contain_text(resolution["advice"])
    expect(page.locator("body")).not_to_contain_text(resolution["root_cause"])
    page.get_by_text("No, it is not").click()
    page.get_by_label("What is still wrong?").fill("Now I hear an echo.")
    page.get_by_role("button", name="Send, and take it up again").click()
    expect(page.locator(".talk")).to_contain_text("Now I hear an echo.")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_requester_does_everything_on_a_phone(at, rob, ann, by, service_desk, incident, resolution, script):
    """COM-16: submit, track, reply, upload, see the next update, answer, reject and confirm on a phone."""
    page = at(rob, viewport=PHONE, java_script_enabled=script)
    ticket = ask_for_help(page)
    answer_and_reject(page, ticket, by, ann, resolution)
    page.get_by_label("Your message").fill("And a picture of it.")
    page.set_input_files("[name=files]", {"name": "sound.txt", "mimeType": "text/plain", "buffer": b"no sound"})
    if script:
        expect(page.locator("[data-files-list]")).to_contain_text("sound.txt")
        expect(page.locator("[data-files-list] progress")).to_have_count(0)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".talk")).to_contain_text("sound.txt")
    ticket.refresh_from_db()
    resolve(ticket, by=by(ann), seen=ticket.version, **resolution)
    page.goto(f"/tickets/{ticket.pk}")
    page.get_by_role("button", name="Yes, it is solved").click()
    expect(page.locator("#state")).to_contain_text("Closed")
    page.goto("/tickets/?tab=solved")
    expect(page.get_by_role("link", name="No sound in calls")).to_be_visible()
    assert Ticket.objects.get(pk=ticket.pk).status == "closed"


def test_an_answer_appears_by_itself(phone, owned, by, ann, tell):
    phone.goto(f"/tickets/{owned.pk}")
    phone.wait_for_timeout(700)
    reply(owned, by=by(ann), body="We are on it.")
    tell()
    expect(phone.locator(".talk")).to_contain_text("We are on it.")


def test_what_is_being_written_stays_open_when_the_page_follows(phone, resolved):
    phone.goto(f"/tickets/{resolved.pk}")
    phone.get_by_text("No, it is not").click()
    phone.get_by_label("What is still wrong?").fill("Now I hear an echo.")
    with phone.expect_response(f"**/tickets/{resolved.pk}/timeline*"):
        phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    phone.wait_for_timeout(300)
    expect(phone.get_by_role("button", name="Send, and take it up again")).to_be_visible()
    expect(phone.get_by_label("What is still wrong?")).to_have_value("Now I hear an echo.")


@pytest.mark.prove
def test_axe_finds_nothing_in_the_requesters_place(at, axe, rob, ann, by, resolved, opened, acme):
    asked = opened(title="Which one?")
    ask(asked, by=by(ann), questions=[{"question": "Which headset?", "why": "Some are known for it."}])
    page = at(rob, **CALM)
    more = (f"/tickets/{resolved.pk}", f"/tickets/{asked.pk}", "/tickets/new", "/accounts/profile/", "/search?q=it")
    assert found_everywhere(page, axe, ("/tickets/", *more)) == {}
    for colour in Organisation.Colour.values:
        Organisation.objects.filter(pk=acme.pk).update(colour=colour)
        assert (colour, found_everywhere(page, axe, ["/tickets/"])) == (colour, {})


def test_axe_finds_nothing_where_one_asks_for_a_code(chromium, live_server, axe, rob, transactional_db):
    page = chromium.new_context(base_url=live_server.url, **CALM).new_page()
    page.goto("/accounts/login/code/")
    assert found_here(page, axe) == {}
    page.get_by_label("Email").fill(rob.email)
    page.get_by_role("button", name="Send the code").click()
    page.wait_for_url("**/confirm/")
    assert found_here(page, axe) == {}
