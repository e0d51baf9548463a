"""Escalations before a real browser: one returned, completed, accepted and verified; a doubt that nobody else sees."""

import re

import pytest
from playwright.sync_api import expect

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Role
from tests.factories import PersonFactory
from tests.tickets.escalations.conftest import SOUND
from tickets.escalations.actions.matrix import keep_lane
from tickets.escalations.models import Escalation

from .looking import CALM, found_everywhere


@pytest.fixture
def matrix(engineering_team, max):
    return keep_lane(target="engineering", group=engineering_team, owner=max, by=system("import"))


def compose(page):
    """Every field that is open, in sound words."""
    for name, parts in SOUND.items():
        for part, said in parts.items():
            place = page.locator(f"#{name}-{part}")
            if not place.is_visible():
                continue
            if place.evaluate("one => one.tagName") == "SELECT":
                place.select_option(said)
            else:
                place.fill(said)


def test_returned_once_with_reasons_completed_accepted_verified(at, owned, matrix, ann, erin, axe):
    desk = at(ann, **CALM)
    desk.goto(f"/tickets/{owned.pk}")
    desk.locator(f"#ticket-{owned.pk}-escalations").get_by_role("link", name="Escalate").click()
    desk.get_by_label("To", exact=True).select_option("engineering")
    desk.get_by_label("What it is about").select_option("defect")
    desk.get_by_label("Why now").select_option("unknown")
    desk.get_by_role("button", name="Begin the packet").click()
    expect(desk.get_by_role("heading", name="Packet for")).to_be_visible()
    one = Escalation.objects.get()
    worth = desk.locator(f"#escalation-{one.pk}-worth")
    expect(worth).to_contain_text(re.compile(r"\d\d % complete"))
    compose(desk)
    expect(worth).to_contain_text("100 % complete")
    expect(worth).to_contain_text("Predicted score 5 of 5")
    desk.get_by_role("button", name="Save the packet").click()
    desk.get_by_role("button", name="Submit").click()
    expect(desk.locator("main")).to_contain_text("Submitted")

    product = at(erin, **CALM)
    product.goto("/escalations/")
    product.get_by_role("link", name=f"Return with questions {one.reference}").click()
    product.get_by_label("Reason", exact=True).select_option("missing_evidence")
    product.get_by_label("Field 1").select_option("P-04")
    product.get_by_label("Question 1").fill("With which card?")
    product.get_by_role("button", name="Return with questions").click()
    expect(product.locator("main")).to_contain_text("Round 2")

    desk.goto("/escalations/")
    desk.get_by_role("link", name=f"Answer and send again {one.reference}").click()
    desk.get_by_label("With which card?").fill("With a debit card of any bank.")
    desk.get_by_role("button", name="Answer and send again").click()

    product.goto(f"/escalations/{one.pk}")
    product.get_by_role("link", name="Accept", exact=True).click()
    product.get_by_label("The packet out of 5").select_option("4.5")
    product.get_by_role("button", name="Accept").click()
    product.get_by_role("link", name="A fix is available").click()
    product.get_by_label("Release or fix version").fill("8.4.3")
    product.get_by_label("What to verify").fill("Pay by card ten times.")
    product.get_by_role("button", name="A fix is available").click()

    desk.goto(f"/tickets/{owned.pk}")
    desk.locator(f"#ticket-{owned.pk}-escalations").get_by_role("link", name="verify it").click()
    desk.get_by_label("It works").check()
    desk.get_by_label("Where it was tried").select_option("staging")
    desk.get_by_label("What was tried, and what came of it").fill("Ten of ten.")
    desk.get_by_role("button", name="Keep the result").click()
    expect(desk.locator("main")).to_contain_text("Verified")
    one.refresh_from_db()
    assert (one.state, one.rounds, float(one.rating)) == ("verified", 2, 4.5)
    rest = ("", "/packet", "/export", "/acts/close")
    addresses = ["/escalations/", "/escalations/matrix", *(f"/escalations/{one.pk}{end}" for end in rest)]
    assert found_everywhere(desk, axe, addresses) == {}


def test_a_security_doubt_that_nobody_outside_the_list_sees(at, owned, matrix, joe, sam, erin, tell):
    sofia = PersonFactory(name="Sofia", roles=[Role.SO])
    first = at(joe)
    first.goto(f"/tickets/{owned.pk}/escalate")
    first.get_by_label("To", exact=True).select_option("security")
    first.get_by_label("What it is about").select_option("security")
    first.get_by_label("Why now").select_option("security")
    first.get_by_label("The suspicion").fill("One customer sees the invoices of another.")
    first.get_by_role("button", name="Begin the packet").click()
    expect(first.get_by_role("heading", name="Packet for")).to_be_visible()
    one = Escalation.objects.get()
    tell()
    for person in (sam, erin):
        page = at(person)
        for address in (f"/escalations/{one.pk}", f"/tickets/{owned.pk}", f"/tickets/{owned.pk}/rooms"):
            assert page.goto(address).status == 404
        for address in ("/escalations/", "/tickets/", "/notices/", "/search?q=invoices"):
            page.goto(address)
            expect(page.locator("main")).not_to_contain_text("invoices of another")
            expect(page.locator("main")).not_to_contain_text(owned.title)
    officer = at(sofia)
    officer.goto("/notices/")
    expect(officer.locator("main")).to_contain_text(owned.reference)
    officer.goto(f"/escalations/{one.pk}")
    expect(officer.locator("main")).to_contain_text("One customer sees the invoices of another.")
