"""Two people at one ticket: nothing is overwritten unseen, and nothing typed is lost (D5)."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WAS = "Nothing prints on the third floor"


def change_subject(page, text):
    page.get_by_title("Change the subject").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Subject").fill(text)
    return dialog.get_by_role("button", name="Change")


def test_the_second_of_two_edits_is_refused_with_both_versions_and_its_text(at, owned, watch):
    watch.expect("status of 412")
    made = owned(WAS)
    ann, sam = (at(name, f"/tickets/{made['id']}") for name in ("ann", "sam"))
    first, second = change_subject(ann, "The printer is on fire"), change_subject(sam, "Out of paper")
    first.click()
    expect(ann.locator("#ticket h1")).to_have_text("The printer is on fire")
    second.click()
    refused = sam.get_by_role("alert")
    for words in (WAS, "The printer is on fire", "Out of paper", "Analyst of Northern Railways"):
        expect(refused).to_contain_text(words)
    expect(sam.get_by_role("dialog").get_by_label("Subject")).to_have_value("Out of paper")
    refused.get_by_role("button", name="Save mine over it").click()
    expect(sam.locator("#ticket h1")).to_have_text("Out of paper")
    expect(ann.locator("#ticket h1")).to_have_text("Out of paper")


def test_without_script_the_second_edit_is_refused_in_the_same_words(at, desk, owned, watch):
    made = owned(WAS)
    watch.expect("status of 412")
    page = at("sam", f"/tickets/{made['id']}/title", java_script_enabled=False)
    desk.api("ann").patch(f"tickets/{made['id']}", {"title": "On fire"}, If_Match=f'"{made["version"]}"')
    page.get_by_label("Subject").fill("Out of paper")
    page.get_by_role("button", name="Change").click()
    for words in (WAS, "On fire", "Out of paper"):
        expect(page.get_by_role("alert")).to_contain_text(words)
    page.get_by_role("button", name="Save mine over it").click()
    expect(page.locator("h1")).to_have_text("Out of paper")


def test_over_rest_the_second_edit_gets_412_with_both_versions(desk, owned):
    made = owned(WAS)
    path, seen = f"tickets/{made['id']}", f'"{made["version"]}"'
    assert desk.api("ann").patch(path, {"title": "On fire"}, If_Match=seen).status_code == 200
    refused = desk.api("sam").patch(path, {"title": "Out of paper"}, If_Match=seen)
    assert refused.status_code == 412
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    told = refused.json()
    (change,) = told["changes"]
    assert (change["field"], change["was"], change["now"]) == ("title", WAS, "On fire")
    assert told["seen"] < told["current"]
    assert desk.api("sam").patch(path, {"title": "Out of paper"}, If_Match=f'"{told["current"]}"').status_code == 200


def test_a_reply_that_crosses_a_note_is_held_back_and_then_sent(at, desk, owned, watch):
    watch.expect("status of 409")
    made = owned()
    page = at("ann", f"/tickets/{made['id']}")
    page.keyboard.press("r")
    page.keyboard.type("Please restart the printer.")
    desk.api("sam").do(f"tickets/{made['id']}/notes", {"body": "Do not restart it, the vendor is looking."})
    expect(page.locator(".talk")).to_contain_text("the vendor is looking")
    page.keyboard.press("Control+Enter")
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("Senior analyst of Northern Railways")
    expect(page.get_by_role("textbox", name="Message")).to_have_value("Please restart the printer.")
    assert "Please restart" not in str(desk.api("ann").get(f"tickets/{made['id']}/messages"))
    refused.get_by_role("button", name="Send it all the same").click()
    expect(page.locator(".talk")).to_contain_text("Please restart the printer.")
    expect(refused).to_be_hidden()
    expect(page.get_by_role("textbox", name="Message")).to_have_value("")


def test_what_one_has_seen_arrive_is_no_news_for_the_answer_begun_after_it(at, desk, owned):
    made = owned()
    page = at("ann", f"/tickets/{made['id']}")
    desk.api("sam").do(f"tickets/{made['id']}/notes", {"body": "It is the toner."})
    expect(page.locator(".talk")).to_contain_text("It is the toner.")
    page.keyboard.press("r")
    page.keyboard.type("We are changing the toner.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk")).to_contain_text("We are changing the toner.")


AT_ONCE = """
(instant) => setTimeout(() => document.querySelector('[data-hotkey="."]').click(), instant - Date.now())
"""


def test_two_who_take_next_at_the_same_moment_get_different_tickets(at, desk):
    """T-10: the next ticket of a queue goes to one person only."""
    ann = desk.api("ann")
    queue = desk.trial["organisations"][0]["queues"][1]
    for number in range(4):
        ann.open(f"Lamp {number} is out", queue=queue["key"], requester=desk.person("rob")["email"])
    here = f"/tickets/?queue={queue['id']}"
    pages = [at(name, here) for name in ("ann", "sam")]
    taken = []
    for _ in range(2):
        instant = pages[0].evaluate("Date.now() + 400")
        for page in pages:
            page.evaluate(AT_ONCE, instant)
        for page in pages:
            page.wait_for_url(re.compile(r"/tickets/\d+$"))
            taken.append(page.locator("#ticket").get_attribute("data-ticket"))
            page.goto(here)
    assert len(set(taken)) == 4
