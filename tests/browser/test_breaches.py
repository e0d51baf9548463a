"""Reasons of breaches, credit at risk, quiet hours and ladders before a real browser."""

import os
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from supportdesk.accounts.actor import system
from tickets.breaches.actions.climb import climb_next
from tickets.breaches.models import BreachReason, CreditReview
from tickets.desk.actions.assign import assign
from tickets.desk.actions.ring_due import ring_due
from tickets.sla.models import Policy, Target

from .looking import CALM, found_everywhere

SHOTS = os.environ.get("LADDER_SHOTS")


@pytest.fixture
def broken(transactional_db, promises, acme, opened_ago, ann, tell):
    """Ann's P1 of a gold customer, two hours over what was promised; the ladder asks her why."""
    acme.tier = "gold"
    acme.save()
    first = Policy.objects.get(key="p1", version=1)
    steps = [{"percent": 100, "actions": ["tell:owner", "ask_reason"]}, {"percent": 150, "actions": ["tell:manager"]}]
    about = {"name": "P1", "position": first.position, "priority": 1, "effective_from": first.effective_from}
    second = Policy(key="p1", version=2, steps=steps, **about)
    second.save()
    for target in first.targets_cached:
        Target(policy=second, goal=target.goal, seconds=target.seconds, calendar=target.calendar).save()
    ticket = opened_ago(hours=6)
    assign(ticket, by=system("import"), seen=ticket.version, to=ann)
    while ring_due(by=system("clock")):
        pass
    tell()
    while climb_next(by=system("clock")):
        pass
    tell()
    return ticket


def shot(page, name):
    if SHOTS:
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            for width in (1440, 390):
                page.set_viewport_size({"width": width, "height": 900})
                page.screenshot(path=f"{SHOTS}/{name}-{width}-{theme}.png", full_page=True)
        page.set_viewport_size({"width": 1440, "height": 900})


def test_the_owner_answers_on_the_ticket_by_keyboard(at, broken, ann):
    page = at(ann)
    page.goto(f"/tickets/{broken.pk}")
    card = page.locator(f"#ticket-{broken.pk}-breaches")
    expect(card).to_contain_text("Why was the resolution late?")
    shot(page, "ticket")
    reason = BreachReason.objects.get(clock__goal="resolution")
    expect(card.locator("details[open]")).to_have_count(1)
    card.locator("summary", has_text="Why was the resolution late?").press("Enter")
    page.locator(f"#reason-{reason.pk}-cause").focus()
    page.keyboard.type("Nobody")
    expect(page.locator(f"#reason-{reason.pk}-cause")).to_have_value("capacity")
    page.keyboard.press("Tab")
    page.keyboard.type("Two of us were ill.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator(f"#ticket-{broken.pk}-breaches")).to_contain_text("Two of us were ill.")
    reason.refresh_from_db()
    assert (reason.cause, reason.answered_by) == ("capacity", ann)


def test_axe_finds_nothing_on_pages_of_breaches(at, axe, broken, max):
    page = at(max, **CALM)
    review = CreditReview.objects.filter(ticket=broken).first()
    addresses = [
        "/notices/hours",
        "/breach-reasons/",
        "/credit-reviews/",
        f"/credit-reviews/{review.pk}",
        f"/tickets/{broken.pk}/breaches",
    ]
    for address in addresses if SHOTS else ():
        page.goto(address)
        shot(page, address.strip("/").replace("/", "-"))
    assert found_everywhere(page, axe, addresses) == {}


def test_a_ladder_is_drafted_by_visible_labels(at, axe, promises, max):
    page = at(max, **CALM)
    page.goto("/administration/policies/p3")
    page.get_by_role("button", name="Draft the next version").click()
    page.get_by_text("who hears when").click()
    page.get_by_role("button", name="Add a level").click()
    level = page.locator("#ladder-step-5")
    level.get_by_label("At", exact=True).fill("125")
    level.get_by_label("the lead", exact=True).check()
    level.get_by_label("Raise the priority by one").check()
    level.get_by_text("Only on some tickets").click()
    level.get_by_label("P3", exact=True).check()
    shot(page, "ladder")
    assert axe(page) == []
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator("main")).to_contain_text("At 125 %, if P3: tell the lead and raise the priority by one")
    assert found_everywhere(page, axe, [urlsplit(page.url).path]) == {}
