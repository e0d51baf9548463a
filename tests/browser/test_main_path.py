"""The main path by keyboard alone: find, open, triage, reply, resolve."""

import pytest
from playwright.sync_api import expect

from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.models import Ticket
from tickets.desk.states import Status


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("width", [1440, 1024])
def test_ann_works_a_ticket_without_touching_the_mouse(at, ann, ticket, printing, width):
    page = at(ann, viewport={"width": width, "height": 900})
    page.evaluate("document.getElementById('list').dataset.before = 'yes'")
    press(page, "g", "q")
    expect(page.locator("#list:not([data-before])")).to_be_visible()
    press(page, "j", "Enter")
    expect(page.locator("#ticket h1")).to_have_text(ticket.title)
    press(page, "a")
    expect(page.locator(".head .owner-name")).to_have_text("Ann")
    press(page, "p")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Category").select_option(label=printing.name)
    dialog.get_by_role("group", name="Impact").get_by_label("Medium").check()
    dialog.get_by_role("group", name="Urgency").get_by_label("Medium").check()
    press(page, "Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".head .state")).to_have_text("Triaged")
    press(page, "r")
    page.keyboard.type("We are on it.")
    press(page, "Control+Enter")
    expect(page.locator(".talk")).to_contain_text("We are on it.")
    expect(page.locator(".strip-clock", has_text="First response")).to_contain_text("met")
    expect(page.locator("textarea[name=body]")).to_have_value("")
    press(page, "Escape", "Tab")
    page.locator("body").click(position={"x": 5, "y": 300})
    press(page, "d")
    expect(dialog).to_be_visible()
    for label, value in {"How it ended": "fixed", "Cause": "configuration"}.items():
        dialog.get_by_label(label, exact=True).select_option(value)
    for field in dialog.locator("textarea, input[type=text]").all():
        field.fill("The certificate had run out.")
    press(page, "Control+Enter")
    expect(page.locator(".head .state")).to_have_text("Resolved")
    assert Ticket.objects.get(pk=ticket.pk).status == Status.RESOLVED


def test_ones_own_change_shows_in_the_list_whether_or_not_the_stream_brings_it(at, ann, opened):
    one, two = opened(title="Lamp is out"), opened(title="Door is stuck")
    page = at(ann, viewport={"width": 1440, "height": 900})
    page.locator(f"#row-{one.pk}").get_by_role("link", name="Lamp is out").focus()
    press(page, "a")
    expect(page.locator(f"#row-{one.pk}")).to_contain_text("Ann")
    page.get_by_role("link", name="Door is stuck").click()
    expect(page.locator("#ticket h1")).to_have_text("Door is stuck")
    page.locator(".head").get_by_role("button", name="Take it").click()
    expect(page.locator(f"#row-{two.pk} .owner")).to_have_attribute("title", "Ann")


def test_from_list_to_list_the_frame_stays_one_key_undoes_and_widths_are_kept(at, ann, opened):
    lamp = opened(title="Lamp is out")
    page = at(ann, viewport={"width": 1440, "height": 900})
    page.evaluate("window.before = true")
    press(page, "j", "a")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    press(page, "z")
    expect(page.locator("#messages")).to_contain_text("Owner: nobody.")
    expect(page.locator(f"#row-{lamp.pk}").get_by_role("button", name="Take it")).to_be_visible()
    assert Ticket.objects.get(pk=lamp.pk).owner is None
    press(page, "g", "m")
    expect(page.locator('#rail [aria-current="page"]')).to_have_text("Mine")
    expect(page.get_by_text("Nothing here")).to_be_visible()
    press(page, "g", "q", "j")
    expect(page.locator("[data-row]:focus-within")).to_contain_text("Lamp is out")
    press(page, "Enter")
    expect(page.locator("#ticket h1")).to_have_text("Lamp is out")
    edge = page.get_by_role("separator", name="Width of the list")
    wide = page.locator("#list").bounding_box()["width"]
    edge.press("ArrowRight")
    assert page.locator("#list").bounding_box()["width"] == wide + 16
    assert page.evaluate("window.before")
    with page.expect_event("load"):
        page.go_back()
    assert not page.evaluate("window.before")
    press(page, "j", "Enter")
    expect(page.locator("#ticket h1")).to_have_text("Lamp is out")
    assert page.locator("#list").bounding_box()["width"] == wide + 16


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_way_back_leads_to_the_list_one_came_from(at, ann, opened, width):
    for number in range(3):
        opened(title=f"Lamp {number} is out")
    page = at(ann, viewport={"width": width, "height": 900})
    page.goto("/tickets/?status=new")
    press(page, "j", "j", "Enter")
    expect(page.locator("#ticket h1")).to_have_text("Lamp 1 is out")
    press(page, "u")
    page.wait_for_url("**/tickets/?status=new#row-*")
    expect(page.locator("[data-row]:focus-within")).to_contain_text("Lamp 1 is out")
    press(page, "Enter")
    expect(page.locator("#ticket h1")).to_have_text("Lamp 1 is out")
    page.go_back()
    expect(page.locator("#ticket h1")).to_have_count(0)
    expect(page.locator("[data-row]")).to_have_count(3)


def test_a_new_ticket_and_a_colleagues_answer_appear_without_reloading(at, ann, sam, by, owned, opened, tell):
    """Walk (b): Max's open page shows what Ann said; a ticket that came in is offered, nothing jumps."""
    watching = at(sam, viewport={"width": 1440, "height": 900})
    watching.goto(f"/tickets/{owned.pk}")
    expect(watching.locator("#row-" + str(owned.pk))).to_be_visible()
    reply(owned, by=by(ann), body="It is the certificate.")
    tell()
    expect(watching.locator(".talk")).to_contain_text("It is the certificate.")
    expect(watching.locator(".strip-clock", has_text="First response")).to_contain_text("met")
    opened(title="Coffee machine is down")
    tell()
    expect(watching.locator("#news")).to_contain_text("1 new here")
    expect(watching.locator("#rows")).not_to_contain_text("Coffee machine")


def test_focus_stays_where_it_was_when_the_page_follows(at, ann, sam, by, owned, tell):
    page = at(ann, viewport={"width": 1024, "height": 768})
    page.goto(f"/tickets/{owned.pk}")
    press(page, "n")
    page.keyboard.type("Half a sentence")
    reply(owned, by=by(sam), body="Rob, please wait.")
    tell()
    expect(page.locator(".talk")).to_contain_text("Rob, please wait.")
    page.keyboard.type(" and the rest")
    expect(page.locator("textarea[name=body]")).to_have_value("Half a sentence and the rest")


def test_what_was_typed_survives_a_reload(at, ann, owned):
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    press(page, "r")
    page.keyboard.type("Dear Rob")
    page.reload()
    expect(page.locator("textarea[name=body]")).to_have_value("Dear Rob")


def test_something_new_is_shown_before_a_reply_goes_out(at, ann, sam, by, owned):
    page = at(ann, viewport={"width": 1024, "height": 768})
    with page.expect_response(f"**/tickets/{owned.pk}/timeline*"):  # the stream stands: what follows is told, or unread
        page.goto(f"/tickets/{owned.pk}")
    press(page, "r")
    page.keyboard.type("Please restart it.")
    reply(owned, by=by(sam), body="Please do nothing.")
    press(page, "Control+Enter")
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("Sam")
    expect(page.locator("textarea[name=body]")).to_have_value("Please restart it.")
    refused.get_by_role("button", name="Send it all the same").click()
    expect(page.locator(".talk")).to_contain_text("Please restart it.")
    expect(refused).to_be_hidden()


def test_reading_and_replying_need_no_script(at, ann, owned):
    page = at(ann, java_script_enabled=False)
    page.get_by_role("link", name=owned.title).click()
    page.locator("textarea[name=body]").fill("Without script.")
    page.get_by_role("button", name="Send to Rob").click()
    expect(page.locator(".talk")).to_contain_text("Without script.")


def test_single_keys_can_be_switched_off(at, ann, ticket):
    page = at(ann)
    press(page, "?")
    page.get_by_label("Single keys act").uncheck()
    press(page, "Escape", "j")
    expect(page.locator("[data-row]:focus-within")).to_have_count(0)


def test_why_opens_on_focus_and_closes_on_escape(at, ann, owned):
    page = at(ann)
    page.locator(".row .chip").focus()
    press(page, "Shift+Tab", "Tab")
    expect(page.locator("#why")).to_contain_text("What counted and what did not")
    expect(page.locator("#why .why-answer")).to_contain_text("Due ")
    press(page, "Escape")
    expect(page.locator("#why")).to_be_hidden()


def test_the_keyboard_goes_on_from_the_reason_to_its_page(at, ann, owned):
    """Focus opens the panel, Enter the page, where everything in it can be reached."""
    page = at(ann)
    page.locator(".row .chip").focus()
    press(page, "Shift+Tab", "Tab")
    expect(page.locator("#why .why-answer")).to_be_visible()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Why this deadline")).to_be_visible()
    expect(page.get_by_role("table", name="What counted and what did not")).to_be_visible()
    expect(page.get_by_role("table", name="Who held it")).to_be_visible()


def test_a_dialogue_that_was_closed_stays_closed_whatever_comes_in(at, ann, sam, by, owned, tell):
    page = at(ann, viewport={"width": 1440, "height": 900})
    page.goto(f"/tickets/{owned.pk}")
    dialog = page.get_by_role("dialog")
    press(page, "p")
    expect(dialog).to_be_visible()
    press(page, "Escape")
    expect(dialog).to_be_hidden()
    note(owned, by=by(sam), body="The vendor knows.")
    tell()
    expect(page.locator(".talk")).to_contain_text("The vendor knows.")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_tick_selects_a_row_and_does_not_open_it(at, ann, opened, width):
    """A click on a row opens its ticket; the box in the row is not the row."""
    one, two = opened(title="Lamp is out"), opened(title="Door is stuck")
    page = at(ann, viewport={"width": width, "height": 900})
    for ticket in (one, two):
        page.get_by_role("checkbox", name=f"Select {ticket.reference}").click()
    expect(page.get_by_role("status").get_by_text("2 selected")).to_be_visible()
    expect(page.locator("#ticket h1")).to_have_count(0)
    page.locator(f"#row-{one.pk} .row-from").click()
    expect(page.locator("#ticket h1")).to_have_text("Lamp is out")


def test_a_ticket_opened_from_a_table_has_rows_beside_it(at, ann, owned):
    page = at(ann, viewport={"width": 1440, "height": 900})
    page.goto("/tickets/?columns=owner,tags,queue&group=owner")
    expect(page.locator("#list table")).to_be_visible()
    page.get_by_role("link", name=owned.title).click()
    expect(page.locator("#ticket h1")).to_have_text(owned.title)
    expect(page.locator(f"#list li#row-{owned.pk}")).to_be_visible()
    press(page, "u")
    expect(page.locator("#list table")).to_be_visible()
