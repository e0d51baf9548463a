"""Pieces of an ordinary day by keyboard alone: Tab, letters and Enter, and nothing is clicked."""

import pytest
from playwright.sync_api import expect

from supportdesk import clock
from tests.browser.test_main_path import press
from tickets.desk.actions.reply import reply
from tickets.desk.actions.retitle import retitle
from tickets.desk.models import Message, Plan, Ticket
from tickets.desk.queries.plans import snoozed


def tab_to(page, wanted):
    """Tab until this has the focus."""
    expect(wanted).to_be_visible()
    for _ in range(120):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        press(page, "Tab")
    raise AssertionError("Tab never came there.")


def follow(page, name):
    """Tab to the link or button of this name and press Enter."""
    named = page.get_by_role("link", name=name, exact=True).or_(page.get_by_role("button", name=name, exact=True))
    tab_to(page, named.first)
    press(page, "Enter")


@pytest.fixture
def opened_page(at):
    """`opened_page(ann, ticket)`: Ann's page of the ticket."""

    def go(person, ticket):
        page = at(person)
        page.goto(f"/tickets/{ticket.pk}")
        return page

    return go


def test_the_morning_review(at, ann, owned, opened):
    """What is new, what is mine, the first of it open, a note to oneself, and back."""
    opened(title="Came in overnight")
    page = at(ann)
    follow(page, "New 1")
    expect(page.get_by_role("link", name="Came in overnight")).to_be_visible()
    press(page, "g", "m")
    expect(page.get_by_role("link", name=owned.title)).to_be_visible()
    press(page, "j", "Enter")
    expect(page.locator("#ticket h1")).to_have_text(owned.title)
    press(page, "n")
    page.keyboard.type("First thing after the meeting.")
    press(page, "Control+Enter")
    expect(page.locator(".talk")).to_contain_text("First thing after the meeting.")
    assert owned.notes.count() == 1


def test_a_reply_with_a_promise_of_time(opened_page, ann, owned):
    page = opened_page(ann, owned)
    press(page, "r")
    page.keyboard.type("The part is ordered.")
    tab_to(page, page.get_by_label("Next update by"))
    page.keyboard.type("12312029")
    press(page, "Tab")
    page.keyboard.type("0500PM")
    press(page, "Control+Enter")
    expect(page.locator(".talk")).to_contain_text("The part is ordered.")
    promised = Message.objects.get(ticket=owned, from_desk=True).promised_at
    assert (promised.year, promised.month, promised.day, promised.hour) == (2029, 12, 31, 17)


def test_hand_over(opened_page, ann, sam, owned):
    """Offered with a reason, accepted by the other: until then Ann stays the owner."""
    page = opened_page(ann, owned)
    expect(page.get_by_text("Nothing planned")).to_be_visible()
    press(page, "s")
    follow(page, "Change the owner")
    dialog = page.get_by_role("dialog")
    tab_to(page, dialog.get_by_label("Owner"))
    page.keyboard.type("Sam")
    tab_to(page, dialog.get_by_label("Why it changes hands"))
    page.keyboard.type("My shift ends.")
    tab_to(page, dialog.get_by_role("button", name="Assign"))
    press(page, "Enter")
    expect(dialog).to_be_hidden()
    assert Ticket.objects.get(pk=owned.pk).owner == ann
    other = opened_page(sam, owned)
    follow(other, "Accept")
    expect(other.locator(".head .owner-name")).to_have_text("Sam")
    assert Ticket.objects.get(pk=owned.pk).owner == sam


def test_an_open_menu_stays_while_the_page_follows(opened_page, ann, sam, by, owned, tell):
    """What others change shows once the menu is closed: nothing moves under the hand."""
    page = opened_page(ann, owned)
    expect(page.get_by_text("Nothing planned")).to_be_visible()
    press(page, "s")
    item = page.get_by_role("link", name="Change the owner", exact=True)
    expect(page.locator(".menu-card:popover-open a").first).to_be_focused()
    press(page, "ArrowUp", "ArrowDown", "ArrowDown")
    with page.expect_response(f"**/tickets/{owned.pk}/timeline*"):
        retitle(owned, by=by(sam), seen=owned.version, title="Another name")
        tell()
    page.wait_for_timeout(500)
    expect(item).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#ticket h1")).to_have_text("Another name")


def test_the_requester_takes_it_up_again(opened_page, rob, resolved):
    page = opened_page(rob, resolved)
    tab_to(page, page.get_by_label("Your message"))
    page.keyboard.type("It blinks red again.")
    follow(page, "Send")
    expect(page.locator(".talk")).to_contain_text("It blinks red again.")
    again = Ticket.objects.get(pk=resolved.pk)
    assert (again.status, again.owner.name, again.reopen_count) == ("in_progress", "Ann", 1)


def test_snoozed_until_something_happens(opened_page, ann, rob, by, owned, tell):
    page = opened_page(ann, owned)
    expect(page.get_by_role("link", name="Snooze")).to_be_visible()
    press(page, "h")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Why, or what for")).to_be_focused()
    page.keyboard.type("The part arrives")
    press(page, "Enter")
    expect(dialog).to_be_hidden()
    assert Plan.objects.get(ticket=owned).snoozed
    press(page, "g", "n")
    expect(page.get_by_role("heading", name="Next actions")).to_be_visible()
    expect(page.get_by_text("The part arrives")).to_be_visible()
    reply(owned, by=by(rob), body="It smokes.")
    tell()
    assert list(snoozed(ann, clock.now())) == []
    page.reload()
    expect(page.get_by_text("The part arrives")).to_have_count(0)


def test_an_approval_is_asked_and_granted(opened_page, joe, tess, at, triaged):
    """Joe may not make it a P1 alone; Tess grants it, and saying it again does it, once."""
    page = opened_page(joe, triaged)

    def make_it_critical():
        press(page, "p")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        for name in ("Impact", "Urgency"):
            choice = dialog.get_by_role("group", name=name)
            tab_to(page, choice.locator("input:checked"))
            press(page, "ArrowUp")
            expect(choice.get_by_label("High")).to_be_checked()
        press(page, "Enter")
        return dialog

    dialog = make_it_critical()
    reason = page.get_by_label("Why it should be done")
    tab_to(page, reason)
    page.keyboard.type("The whole floor stands still.")
    follow(page, "Ask a team lead or senior analyst")
    expect(page.get_by_text("The whole floor stands still.").first).to_be_visible()
    assert Ticket.objects.get(pk=triaged.pk).priority == triaged.priority
    lead = at(tess)
    lead.goto("/approvals/")
    follow(lead, "Grant")
    expect(lead.get_by_text("Nobody waits for your word.")).to_be_visible()
    page.goto(f"/tickets/{triaged.pk}")
    dialog = make_it_critical()
    expect(dialog).to_be_hidden()
    assert Ticket.objects.get(pk=triaged.pk).priority == 1
