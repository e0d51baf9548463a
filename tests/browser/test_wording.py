"""Approved wording by keyboard alone, and a playbook that two people look at."""

from playwright.sync_api import expect

from kb.macros.actions.propose import propose
from tickets.desk.actions.playbooks import begin_playbook
from tickets.desk.models import MacroUse

from .looking import CALM, found_everywhere


def test_a_macro_is_inserted_and_sent_by_keyboard_alone(at, axe, ann, owned, macro):
    """COM-05, KB-15: a slash, another audience, the arrow, Enter: the text, and what it does with it."""
    macro(name="For Rob")
    macro(name="For the board", audience="executive", body="We are at it, {{requester.name}}.", fields={"take": True})
    macro(name="For the boss", audience="executive", body="{{ticket.component}} is up again.")
    page = at(ann)
    page.goto(f"/tickets/{owned.pk}")
    page.keyboard.press("r")
    page.keyboard.type("Good morning. /")
    picker = page.get_by_role("listbox", name="Macros")
    expect(picker.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(picker.get_by_role("option")).to_have_count(2)
    expect(picker).not_to_contain_text("For Rob")
    assert axe(page) == []
    page.keyboard.type("boss")
    expect(picker.get_by_role("option")).to_have_count(1)
    expect(picker).to_contain_text("Not known here: component")
    page.keyboard.press("Enter")
    expect(picker).to_be_visible()
    for _ in "boss":
        page.keyboard.press("Backspace")
    expect(picker.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Message")
    expect(field).to_have_value("Good morning. We are at it, Rob.")
    expect(page.locator("[data-macro-with]")).to_contain_text("Owner: whoever writes")
    expect(page.locator("[data-draft-said]")).to_have_text("Saved")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk")).to_contain_text("used the macro For the board")
    assert MacroUse.objects.get().message.body == "Good morning. We are at it, Rob."


def test_a_second_analyst_sees_live_which_steps_are_done(at, axe, ann, sam, by, owned, playbook, tell):
    """T-16: of five steps two are done, by whom and with what result, without loading the page anew."""
    begin_playbook(owned, by=by(ann), playbook=playbook())
    theirs, mine = at(sam), at(ann)
    for page in (theirs, mine):
        page.goto(f"/tickets/{owned.pk}")
        expect(page.get_by_role("region", name="Playbooks")).to_contain_text("0 of 5")
    card = mine.get_by_role("region", name="Playbooks")
    card.get_by_role("button", name="Done").click()
    expect(card).to_contain_text("1 of 5")
    card.get_by_label("What you saw at “Is there paper?”").fill("Tray two is empty.")
    card.get_by_role("button", name="Not as expected").click()
    expect(card).to_contain_text("2 of 5")
    tell()
    watched = theirs.get_by_role("region", name="Playbooks")
    expect(watched).to_contain_text("2 of 5")
    expect(watched.locator("li.step-done")).to_contain_text("Ann")
    expect(watched.locator("li.step-failed")).to_contain_text("Tray two is empty.")
    assert axe(theirs) == []


def test_axe_finds_nothing_in_the_pages_of_wording(at, axe, tess, joe, by, owned, macro, worded, playbook, tree):
    one, steps = macro(fields={"take": True}), playbook(kind="tree", steps=tree)
    change = propose(one, by=by(joe), content=worded(body="Later."), reason="Tone.")
    run = begin_playbook(owned, by=by(tess), playbook=steps)
    here = f"/tickets/{owned.pk}"
    pages = ["/macros/", f"/macros/{one.pk}", f"/macros/proposals/{change.pk}", "/playbooks/", f"/playbooks/{steps.pk}"]
    pages += [f"/playbooks/{steps.pk}/change", f"{here}/macros", f"{here}/macros/{one.live_id}"]
    assert found_everywhere(at(tess, **CALM), axe, [*pages, f"{here}/playbooks/{run.pk}"]) == {}
