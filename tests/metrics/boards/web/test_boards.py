"""Boards: every figure opens exactly the cases that it counts, for whoever looks."""

import csv
from html import unescape
from io import StringIO

import pytest

from incidents.response.models import Incident
from metrics.kpis.boards import BOARDS
from supportdesk import clock
from supportdesk.events import relay

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("board", BOARDS)
def test_every_figure_opens_exactly_the_cases_it_counts(board, day, responded, browse, tess, figures, total):
    """MET-04, MET-12: a tile that is clicked lists the cases behind the number, and as many."""
    relay.drain("figures")
    lead = browse(tess)
    answer = lead.get(f"/boards/{board}?period=day")
    assert answer.status_code == 200
    found = figures(answer)
    assert found
    assert [(count, link) for count, link in found if total(lead.get(link)) != count] == []


def test_the_week_counts_what_happened(day, browse, tess, said):
    """MET-15: under the smallest sample a figure says its number and is not judged."""
    shown = said(browse(tess).get("/boards/week?period=day"))
    assert 'data-count="3"' in shown  # opened
    assert "n = 1, too few to judge" in shown
    assert "4.00" in shown


def test_now_is_the_queues_own_figures(day, browse, tess, said, figures):
    """MET-04: what is open this minute opens the queue's own list of it."""
    lead = browse(tess)
    for count, link in figures(lead.get("/boards/now")):
        assert said(lead.get(link)).count('class="row ') == count, link


def test_a_filter_narrows_every_figure_and_stands_in_the_address(day, browse, tess, network, figures, total):
    """MET-07: sliced by queue."""
    lead = browse(tess)
    found = figures(lead.get(f"/boards/week?period=day&queue={network.pk}"))
    assert all(f"queue={network.pk}" in link for _, link in found)
    assert {count for count, link in found if "/figures/ARRIVED/" in link and "queue" in link} >= {1}
    assert [(count, link) for count, link in found if total(lead.get(link)) != count] == []


def test_the_slices_of_a_category_are_the_whole(day, browse, tess, printing, figures):
    """MET-07: summed, the slices are the unsliced total; what is not said is a bar too."""
    found = figures(browse(tess).get("/boards/week?period=day"))
    bars = {link: count for count, link in found if "/figures/ARRIVED/" in link and "category=" in link}
    assert sum(bars.values()) == 3


def test_a_speed_never_stands_without_its_partner(day, browse, tess, said):
    """MET-10: beside the time to resolve stands how much came back."""
    shown = said(browse(tess).get("/boards/week?period=day"))
    card = shown[shown.index('id="card-KPI-04"') :].partition("</li>")[0]
    assert "Reopen rate:" in card


def test_a_colleagues_own_figures_are_denied(day, browse, ann, joe, tess, max, ada, said):
    """MET-18: the person, who leads them and the manager; a colleague is refused, and so is an auditor."""
    address = f"/boards/personal?person={ann.pk}"
    assert [browse(one).get(address).status_code for one in (ann, tess, max)] == [200, 200, 200]
    assert [browse(one).get(address).status_code for one in (joe, ada)] == [403, 403]
    rows = f"/figures/KPI-01/rows?since=2026-01-01T00:00:00Z&until=2099-01-01T00:00:00Z&person={ann.pk}"
    assert [browse(one).get(rows).status_code for one in (ann, joe)] == [200, 403]


def test_a_requester_finds_no_boards(day, browse, rob):
    for address in ("/boards/", "/boards/now", "/boards/week", "/boards/week/figures.csv", "/figures/"):
        assert browse(rob).get(address).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    ["period=era", "at=yesterday", "at=2999-01-01", "at=0001-01-01", "queue=x", "priority=%00", "channel=fax"],
)
def test_what_an_address_says_wrongly_is_refused_in_words(wrong, browse, tess):
    assert browse(tess).get(f"/boards/week?{wrong}").status_code in (400, 422)


def test_the_file_has_every_point_as_a_number(day, browse, tess):
    """MET-13: a board as a CSV."""
    answer = browse(tess).get("/boards/week/figures.csv?period=day")
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    whole = next(row for row in rows if row["figure"] == "ARRIVED" and row["denominator"] == "3")
    assert whole["value"] == "3.0"
    assert "attachment" in answer["Content-Disposition"]


def test_a_wall_is_the_same_board_without_controls(day, browse, tess, said):
    shown = said(browse(tess).get("/boards/week?wall=1"))
    assert "<form" not in shown
    assert 'hx-trigger="every 60s"' in shown


def test_a_board_takes_as_many_statements_however_much_happened(
    day, opened, browse, tess, django_assert_max_num_queries
):
    lead = browse(tess)
    with django_assert_max_num_queries(20) as few:
        lead.get("/boards/week?period=day")
    for _ in range(3):
        opened()
    relay.drain("figures")
    with django_assert_max_num_queries(len(few)):
        lead.get("/boards/week?period=day")


def test_an_incident_stands_beside_the_spike(day, responded, browse, tess, said):
    """MET-22: what explains a day is written on its chart."""
    Incident.objects.update(declared_at=clock.now())
    incident = Incident.objects.get()
    shown = said(browse(tess).get("/boards/week?period=day"))
    assert f"{incident.reference} {incident.title}" in shown
    assert unescape(shown).count(f'"words": "{incident.reference}') > 1
