"""A lead before the boards: every figure opens the cases that it counts."""

import re

import pytest
from playwright.sync_api import expect

from tests.metrics.boards.conftest import day

__all__ = ["day"]

BOARDS = {"Week": "week", "Incidents": "incidents", "Quality": "quality", "Personal": "personal"}


def opens_what_it_counts(page, figure):
    """Clicked with Control it opens beside the board, as a lead does who goes through all of them."""
    count = figure.get_attribute("data-count")
    with page.context.expect_page() as opened:
        figure.click(modifiers=["Control"])
    expect(opened.value.locator("[data-total]")).to_have_attribute("data-total", count)
    opened.value.close()


@pytest.fixture
def lead(at, day, responded, tell, tess):
    tell()
    return at(tess)


def test_a_lead_clicks_every_figure_of_every_board(lead, axe):
    """MET-04, MET-12: count equals list, by clicks; charts are drawn, each with its table twin."""
    lead.goto("/boards/")
    expect(lead.get_by_role("heading", name="Now", level=1)).to_be_visible()
    for name, key in BOARDS.items():
        lead.get_by_role("navigation", name="Boards").get_by_role("link", name=name, exact=True).click()
        expect(lead).to_have_url(re.compile(rf"/boards/{key}$"))
        lead.get_by_label("Period").select_option("day")
        lead.get_by_role("button", name="Show").click()
        figures = lead.locator(".figure-value").all()
        assert figures
        for figure in figures:
            opens_what_it_counts(lead, figure)
    lead.goto("/boards/week?period=day")
    expect(lead.locator("#card-ARRIVED-category svg").first).to_be_visible()
    assert axe(lead) == []


@pytest.mark.prove
def test_a_lead_clicks_every_number_and_every_point(lead):
    """MET-12: the long form: numerators, denominators, partners, and every row of every table twin."""
    for key in BOARDS.values():
        lead.goto(f"/boards/{key}?period=day")
        for table in lead.get_by_text("Table", exact=True).all():
            table.click()
        for figure in lead.locator("[data-count]").all():
            opens_what_it_counts(lead, figure)
