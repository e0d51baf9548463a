"""Policies by hand, by keyboard, and for everybody's eyes."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import CALM, found_everywhere
from tickets.sla import presets
from tickets.sla.actions.drafts import begin_draft
from tickets.sla.models import Policy

pytestmark = pytest.mark.browser
PAGE = "/administration/policies/"


@pytest.fixture
def promises(transactional_db):
    presets.install()


@pytest.fixture
def draft(promises, by, max):
    """Max's draft of a P3 that contradicts itself, in hours with a long name."""
    content = Policy.objects.get(key="p3").plain()
    for target in content["targets"]:
        target["seconds"] = 1800 if target["goal"] == "resolution" else target["seconds"]
    return begin_draft("p3", by=by(max), what="policy", content=content, reason="A try.")


def test_axe_finds_nothing_on_the_pages_of_policies(at, axe, draft, max):
    example = "?priority=3&opened_at=2026-11-20T17:00"
    addresses = [PAGE + example, f"{PAGE}p3", f"{PAGE}drafts/new", f"{PAGE}drafts/{draft.pk}{example}"]
    assert found_everywhere(at(max, **CALM), axe, addresses) == {}


def test_a_promise_is_changed_and_published_by_keyboard_alone(at, promises, max):
    page = at(max, **CALM)
    page.goto(f"{PAGE}p1")
    page.get_by_role("button", name="Draft the next version").press("Enter")
    amount = page.get_by_label("First response: within")
    amount.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("10")
    page.get_by_label("Reason (optional)").focus()
    page.keyboard.type("As agreed.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="First response")).to_contain_text("10 minutes, around the clock")
    page.get_by_role("button", name="Publish").press("Enter")
    expect(page.get_by_text("Published: P1 (version 2).")).to_be_visible()
    assert Policy.objects.get(key="p1", version=2).reason == "As agreed."
