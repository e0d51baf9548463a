"""A fault that comes back, from the queue to its return, by the people who see to it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from incidents.problems.models import Problem
from supportdesk import clock
from tests.factories import ComponentFactory
from tickets.desk.models import Identifier


@pytest.fixture
def failing(opened, db):
    """`failing("Printing fails")`: one more ticket of the spooler with the code E42."""
    spooler = ComponentFactory(key="spooler", name="Spooler")

    def one(title):
        ticket = opened(title=title, component=spooler)
        Identifier.objects.create(ticket=ticket, kind="error_code", value="E42")
        return ticket

    return one


def act(page, name, **fields):
    """Press a link that opens a dialogue, fill it in, and send it."""
    page.get_by_role("link", name=name, exact=True).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for label, value in fields.items():
        field = dialog.get_by_label(label.replace("_", " "))
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    dialog.locator("#act-form button[type=submit]").click()
    expect(dialog).not_to_be_visible()


def test_a_recurring_fault_from_tickets_to_its_return(at, axe, tell, ann, sam, tess, erin, failing):
    """PRB-01, PRB-05, PRB-06, PRB-09: problem, known error, fix, recurrence."""
    first, second = failing("Printing fails on floor 3"), failing("Printing fails on floor 4")
    page = at(ann)
    page.goto(f"/problems/new?ticket={first.pk}&ticket={second.pk}")
    page.get_by_label("What comes back").fill("The spooler stops")
    page.get_by_label("Signature of the error").fill("E42")
    page.get_by_role("button", name="Open the problem").click()
    expect(page.get_by_role("heading", name="The spooler stops")).to_be_visible()
    expect(page.get_by_text("2 tickets")).to_be_visible()
    assert axe(page) == []
    problem = Problem.objects.get()

    page = at(sam)
    page.goto(f"/problems/{problem.pk}")
    act(page, "Accept", Owner=sam.email)
    act(page, "Begin to investigate")
    page.goto(f"/known-errors/new?problem={problem.pk}")
    page.get_by_label("What one sees of it").fill("Nothing prints, E42")
    page.get_by_label("Workaround", exact=False).first.fill("Print as PDF.")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.get_by_text("Tickets are met by it")).to_be_visible()

    page = at(ann)
    page.goto(f"/tickets/{first.pk}")
    expect(page.get_by_text("the same error code E42")).to_be_visible()
    page.get_by_role("button", name="It is this").click()
    expect(page.get_by_text("found that it is")).to_be_visible()

    page = at(sam)
    page.goto(f"/problems/{problem.pk}/chain")
    page.get_by_label("Why 1").fill("The certificate ran out")
    page.get_by_label("What shows 1").fill("The log")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Shown by: The log")).to_be_visible()
    act(page, "Root cause known", Root_cause="A certificate", Category_of_the_cause="configuration")
    page.goto(f"/problems/{problem.pk}/actions")
    page.get_by_label("What is to be done").fill("Renew it by script")
    page.get_by_label("Who").fill(erin.email)
    page.get_by_label("By when").fill("2030-01-01")
    page.get_by_role("button", name="Add it").click()
    act(page, "Fix planned", The_chosen_fix="Renew it by itself")
    act(page, "Fix deployed")
    act(page, "Done")
    act(page, "Verify the fix", Result="Quiet for a week")
    expect(page.get_by_text("Verified").first).to_be_visible()
    assert problem.known_errors.get().status == "fixed"

    Problem.objects.update(fix_deployed_at=clock.now() - timedelta(days=20))
    for number in range(3):
        failing(f"Printing fails again {number}")
    tell()
    page.reload()
    expect(page.get_by_text("Came back 1 ×")).to_be_visible()
    expect(page.get_by_text("20 days after the fix")).to_be_visible()
    assert axe(page) == []
