"""The composer in a real browser: what is typed is never lost, what is sent can be taken back."""

import re

import pytest
from playwright.sync_api import expect

from tickets.desk.actions.note import note
from tickets.desk.models import Draft, Message, Outgoing


@pytest.fixture
def hold(settings):
    settings.REPLY_HOLD = 20


def write(page, text, key="r"):
    page.keyboard.press(key)
    page.keyboard.type(text)


def field(page):
    return page.get_by_role("textbox", name="Message")


def said(page):
    return page.locator("[data-draft-said]")


def test_a_draft_survives_a_killed_browser(at, ann, owned):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    write(page, "Dear Rob, the part is ordered.")
    expect(said(page)).to_have_text("Saved")
    expect(page.locator("[data-draft-ago]")).to_have_text(re.compile(r"\d+ s ago"))
    page.context.close()
    again = at(ann)
    again.goto(f"/tickets/{owned.pk}")
    expect(field(again)).to_have_value("Dear Rob, the part is ordered.")


def test_what_was_typed_is_saved_when_the_page_is_left_at_once(at, ann, owned):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    write(page, "Not yet a second old")
    page.goto("/tickets/")
    page.goto(f"/tickets/{owned.pk}")
    expect(field(page)).to_have_value("Not yet a second old")
    assert Draft.objects.get(author=ann).body == "Not yet a second old"


def test_writing_goes_on_without_a_line_and_reaches_the_desk_later(at, ann, owned):
    page = at(ann)
    at.faults.clear()
    page.goto(f"/tickets/{owned.pk}")
    write(page, "Before. ")
    expect(said(page)).to_have_text("Saved")
    page.context.set_offline(True)
    page.keyboard.type("In the tunnel.")
    expect(said(page)).to_contain_text("Saved on this device")
    page.context.set_offline(False)
    expect(said(page)).to_have_text("Saved")
    assert Draft.objects.get(author=ann).body == "Before. In the tunnel."
    at.faults[:] = [fault for fault in at.faults if "INTERNET_DISCONNECTED" not in fault and "fetch" not in fault]


def test_two_windows_lose_nothing(at, ann, owned):
    one = at(ann)
    one.goto(f"/tickets/{owned.pk}")
    two = one.context.new_page()
    two.goto(f"/tickets/{owned.pk}")
    write(one, "First window")
    expect(said(one)).to_have_text("Saved")
    two.evaluate("localStorage.clear()")
    write(two, "Second window")
    expect(said(two)).to_have_text("Saved")
    other = two.locator(".other")
    expect(other).to_contain_text("First window")
    other.get_by_role("button", name="Put it in").click()
    expect(field(two)).to_have_value("Second window\n\nFirst window")
    expect(other).to_have_count(0)


def test_sending_counts_down_and_is_undone(at, ann, owned, hold):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    write(page, "Please switch it off.")
    page.keyboard.press("Control+Enter")
    held = page.locator(".held")
    expect(held).to_contain_text(re.compile(r"Sending in 1\d s"))
    expect(field(page)).to_have_value("")
    assert not Message.objects.filter(body="Please switch it off.").exists()
    held.get_by_role("button", name="Undo").click()
    expect(held).to_have_count(0)
    expect(field(page)).to_have_value("Please switch it off.")


def test_when_it_has_counted_to_the_end_it_is_said(at, ann, owned, settings):
    settings.REPLY_HOLD = 2
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    write(page, "Please switch it off.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk")).to_contain_text("Please switch it off.")
    expect(page.locator(".held")).to_have_count(0)
    assert Outgoing.objects.get().state == "sent"


def test_only_what_is_new_is_shown_and_the_person_decides(at, ann, sam, by, owned, hold, settings):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    write(page, "Have you tried paper?")
    expect(said(page)).to_have_text("Saved")
    note(owned, by=by(sam), body="It is the fuse.")
    page.keyboard.press("Control+Enter")
    fresh = page.locator(".fresh")
    expect(fresh).to_contain_text("It is the fuse.")
    expect(fresh).not_to_contain_text("It blinks red.")
    expect(field(page)).to_have_value("Have you tried paper?")
    fresh.get_by_role("button", name="Send it all the same").click()
    expect(page.locator(".held")).to_contain_text("Sending")


def test_the_guard_blocks_and_says_what_to_write(at, ann, owned, axe):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    write(page, "please send your password")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".guard")).to_contain_text("set a new password yourself")
    expect(field(page)).to_have_value("please send your password")
    assert axe(page) == []


def test_a_colleague_is_mentioned_by_keyboard(at, ann, sam, owned):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    write(page, "@sa", key="n")
    expect(page.get_by_role("option", name="Sam")).to_be_visible()
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("@Sam ")
    page.keyboard.type("look")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk")).to_contain_text("@Sam look")
    assert [one.name for one in owned.notes.get().mentions.all()] == ["Sam"]


def test_details_are_asked_for_by_keyboard(at, ann, owned, axe):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    page.keyboard.press("q")
    page.keyboard.type("Which floor?")
    assert axe(page) == []
    page.get_by_role("button", name="Ask Rob").click()
    expect(page.locator(".talk")).to_contain_text("Which floor?")
    expect(page.locator(".head .state")).to_have_text("Waiting for requester")
