"""A working day by keyboard alone. `Keys` counts the keys that give commands; text that is typed is no command."""

import time

from playwright.sync_api import expect

from supportdesk.accounts.actions.bind_key import bind_key
from supportdesk.accounts.actor import Actor
from tests.factories import TicketTypeFactory
from tickets.desk.actions.assign import assign
from tickets.desk.actions.triage import triage
from tickets.desk.models import Ticket
from tickets.desk.states import Status


class Keys:
    def __init__(self, page):
        self.page, self.pressed = page, []

    def __call__(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed.append(key)

    def type(self, text):
        self.page.keyboard.type(text)


def slow(page):
    """A line on which the script comes half a second after the page."""

    def later(route):
        time.sleep(0.5)
        route.continue_()

    page.route("**/assets/main-*.js", later)


def head(page):
    return page.locator(".head .state")


def test_keys_pressed_before_the_page_is_ready_are_not_lost(at, ann, ticket):
    """The script is not there yet when the first keys come: they are kept, and done in their order."""
    page = at(ann)
    slow(page)
    for _ in range(3):
        page.goto(f"/tickets/{ticket.pk}", wait_until="commit")
        page.locator(".head h1").wait_for()
        page.keyboard.press("p")
        expect(page.locator("#act[open]")).to_be_visible()


def test_what_is_typed_too_early_stands_in_the_field(at, ann, owned):
    page = at(ann)
    slow(page)
    page.goto(f"/tickets/{owned.pk}", wait_until="commit")
    page.locator(".composer textarea").wait_for()
    page.keyboard.press("r")
    page.keyboard.type("Dear Rob")
    expect(page.get_by_role("textbox", name="Message")).to_have_value("Dear Rob")


def test_own_keys_are_the_keys_of_page_and_sheet(at, ann, by, owned):
    bind_key(ann, by=by(ann), command="reply", keys="w")
    bind_key(ann, by=by(ann), command="down", keys="J")
    page = at(ann)
    page.keyboard.press("j")
    expect(page.locator("[data-row]:focus-within")).to_have_count(0)
    page.keyboard.press("Shift+J")
    expect(page.locator("[data-row]:focus-within")).to_have_count(1)
    page.goto(f"/tickets/{owned.pk}")
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Message")).not_to_be_focused()
    page.keyboard.press("w")
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    sheet = page.locator("#shortcuts[open]")
    expect(sheet.locator("div", has_text="Reply").last).to_contain_text("w")
    expect(sheet).not_to_contain_text("Macro")


def test_a_key_is_given_and_a_taken_one_refused_in_words(at, ann, axe):
    page = at(ann, viewport={"width": 1024, "height": 768})
    page.goto("/accounts/shortcuts/")
    page.get_by_label("Reply", exact=True).fill("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“j” is taken: Next in the list")
    page.get_by_label("Reply", exact=True).fill("w")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Reply", exact=True)).to_have_value("w")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert axe(page) == []
    page.get_by_role("button", name="All keys as they come").click()
    expect(page.get_by_label("Reply", exact=True)).to_have_value("r")


def test_the_palette_finds_people_tickets_pages_and_commands(at, ann, owned, axe):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Palette")
    expect(palette.get_by_role("option", name="Printer on floor 3 is dead")).to_be_visible()
    assert axe(page) == []
    page.keyboard.type("priori")
    expect(palette.get_by_role("option").first).to_contain_text("Priority")
    page.keyboard.press("Enter")
    expect(page.locator("#act[open]")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("nothing is called that")
    expect(palette.get_by_role("status")).to_contain_text("Nothing is called")
    page.keyboard.press("Escape")
    page.goto("/notices/")
    page.keyboard.press("/")
    page.keyboard.type(f"T-{owned.pk}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tickets/{owned.pk}")


def test_take_reply_resolve_next_takes_eight_keys_at_most(at, ann, opened, by, printing):
    """The issue's measure: what is typed into fields is text, everything else is counted."""
    one = opened(title="How do I print on both sides?", type=TicketTypeFactory(key="question"))
    triage(one, by=by(ann), seen=one.version, impact=3, urgency=3, category=printing)
    two = opened(title="The lamp is out")
    page = at(ann, viewport={"width": 1440, "height": 900})
    page.goto(f"/tickets/{one.pk}")
    expect(page.locator(f"#row-{two.pk}")).to_be_visible()
    keys = Keys(page)
    keys("a")
    expect(page.locator(".head .owner-name")).to_have_text("Ann")
    keys("r")
    keys.type("Choose “both sides” in the dialogue.")
    keys("Control+Enter")
    expect(page.locator(".talk")).to_contain_text("Choose “both sides”")
    keys("d")
    expect(page.locator("#act[open]")).to_be_visible()
    keys.type("User")  # the cause, which has the focus
    keys("Tab")
    expect(page.get_by_role("textbox", name="What happened")).to_have_value(one.title)
    keys("Tab")
    keys.type("Looked it up.")
    keys("Control+Enter")
    expect(head(page)).to_have_text("Resolved")
    keys(".")
    expect(page.locator("#ticket h1")).to_have_text(two.title)
    assert len(keys.pressed) <= 8, keys.pressed
    assert one.messages.filter(author=ann).exists()


def test_a_duplicate_is_declined_with_four_keys_at_most(at, ann, opened):
    first = opened(title="The VPN drops every ten minutes")
    assign(first, by=Actor(ann, "browser"), seen=first.version, to=ann)
    Ticket.objects.filter(pk=first.pk).update(status=Status.IN_PROGRESS)
    double = opened(title="The VPN drops every ten minutes")
    page = at(ann)
    keys = Keys(page)
    keys("g", "t")
    expect(page.get_by_role("heading", name=double.title)).to_be_visible()
    keys("2")
    expect(page.locator("#messages")).to_contain_text(f"{double.reference}: Declined as a duplicate.")
    assert len(keys.pressed) <= 4
    double.refresh_from_db()
    assert (double.status, double.merged_into_id) == (Status.CANCELLED, first.pk)


def test_twenty_are_triaged_one_after_another(at, ann, sam, opened, printing, network, axe):
    """Four outcomes, each by its key; progress is said, and the last outcome is taken back."""
    about = ["accept"] * 12 + ["double"] * 4 + ["send"] * 2 + ["ask", "leave"]
    for number, what in enumerate(about):
        title = "Toner is empty on floor nine" if what == "double" else f"{what} {'abcdefghijklmnopqrst'[number] * 9}"
        opened(title=title, category=printing)
    page = at(ann, viewport={"width": 1440, "height": 900})
    keys = Keys(page)
    keys("g", "t")
    for done in range(len(about)):
        expect(page.locator(".triage-head [role=status]")).to_have_text(f"{done + 1} of 20")
        if done == 3:
            assert axe(page) == []
        what = page.locator(".triage-ticket h2").inner_text().split()[0]
        outcome(page, keys, "accept" if done == 0 else what)
    expect(page.get_by_role("heading", name="All is triaged")).to_be_visible()
    states = dict.fromkeys(Status.values, 0)
    for status in Ticket.objects.values_list("status", flat=True):
        states[status] += 1
    assert states == dict.fromkeys(states, 0) | DONE, keys.pressed
    assert Ticket.objects.filter(queue=network).count() == 2
    assert len(keys.pressed) <= 4 * len(about)


DONE = {
    Status.NEW: 3,  # two were sent on, and one left
    Status.TRIAGED: 12 + 1,  # the last of the four alike is a duplicate of nothing
    Status.PENDING_REQUESTER: 1,
    Status.CANCELLED: 3,
}


def outcome(page, keys, what):
    if what == "accept":
        keys("1")
    elif what == "Toner":
        keys("2" if page.locator("[name=of]").count() else "1")
    elif what == "send":
        keys("3")
        keys.type("Net")
        keys("Tab")
        keys.type("It is the line.")
        keys("Control+Enter")
    elif what == "ask":
        keys("4")
        keys.type("Which floor?")
        keys("Control+Enter")
    else:
        keys(".")
    page.wait_for_load_state()


def test_the_last_outcome_is_taken_back(at, ann, opened, printing):
    one, two = opened(title="Lamp", category=printing), opened(title="Door", category=printing)
    page = at(ann)
    keys = Keys(page)
    keys("g", "t")
    first = page.locator(".triage-ticket h2")
    name = first.inner_text()
    keys("1")
    expect(first).not_to_have_text(name)
    assert Ticket.objects.filter(status=Status.TRIAGED).count() == 1
    keys("z")
    expect(first).to_have_text(name)
    assert Ticket.objects.filter(status=Status.NEW).count() == 2
    assert {one.pk, two.pk} == set(Ticket.objects.values_list("pk", flat=True))
