"""A lead who knows nothing but what stands on the screen asks the boards three things."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from supportdesk import clock
from supportdesk.accounts.actor import system
from tests.browser.hand import Hand
from tickets.breaches.actions.climb import climb_next
from tickets.breaches.actions.explain import explain
from tickets.breaches.models import BreachReason
from tickets.desk.actions.assign import assign
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage
from tickets.sla.models import Policy, Target

MOST = 12


@pytest.fixture
def yesterday(transactional_db, promises, opened_ago, opened, by, ann, printing, resolution, tell):
    """Ann's P1 was resolved yesterday, hours too late, and she has said why; two more of hers are open."""
    first = Policy.objects.get(key="p1", version=1)
    steps = [{"percent": 100, "actions": ["tell:owner", "ask_reason"]}]
    about = {"name": "P1", "position": first.position, "priority": 1, "effective_from": first.effective_from}
    second = Policy(key="p1", version=2, steps=steps, **about)
    second.save()
    for target in first.targets_cached:
        Target(policy=second, goal=target.goal, seconds=target.seconds, calendar=target.calendar).save()
    late, machine = opened_ago(hours=48), system("import")
    soon = late.opened_at + timedelta(minutes=1)
    triage(late, by=machine, seen=late.version, impact=1, urgency=1, category=printing, at=soon)
    assign(late, by=machine, seen=late.version, to=ann, at=soon)
    while ring_due(by=system("clock")):
        pass
    tell()
    while climb_next(by=system("clock")):
        pass
    for asked in BreachReason.objects.filter(ticket=late):
        explain(asked, by=by(ann), cause="wrong_queue", words="It lay with the network.")
    late.refresh_from_db()
    noon = clock.now().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    resolve(late, by=machine, seen=late.version, at=noon, **resolution)
    for number in range(2):
        one = opened(title=f"Toner {number}", category=printing)
        assign(one, by=machine, seen=one.version, to=ann)
    tell()
    return late


def test_what_breached_why_who_is_overloaded_and_what_drives_contacts(at, yesterday, tess):
    """MET-04: each within twelve acts from the first board, by visible labels only."""
    page = at(tess)
    page.goto("/boards/")
    hand = Hand(page)
    hand.follows("Week")
    page.get_by_label("Period").select_option(label="Day")
    hand.presses("Show")
    page.wait_for_url("**period=day*")
    hand.follows("Earlier")
    page.wait_for_url("**at=*")
    hand.acts += 2
    page.locator("#card-KPI-06").get_by_role("link", name="1 not", exact=True).click()
    row = page.get_by_role("row", name=yesterday.reference)
    expect(row).to_contain_text("P1, version 2")
    expect(row).to_contain_text("It lay in the wrong queue: It lay with the network.")
    assert hand.acts <= MOST

    page.goto("/boards/")
    load = page.get_by_role("region", name="Who has how much").get_by_role("link").first
    expect(load).to_contain_text("Ann")
    expect(load).to_have_attribute("data-count", "2")
    load.click()
    expect(page.get_by_role("link", name="Toner 1").first).to_be_visible()

    page.goto("/boards/")
    hand.acts = 0
    hand.follows("Week")
    card = page.locator("#card-ARRIVED-category")
    card.get_by_text("Table", exact=True).click()
    expect(card.get_by_role("row").nth(1)).to_contain_text("Printing")
    assert hand.acts + 1 <= MOST
