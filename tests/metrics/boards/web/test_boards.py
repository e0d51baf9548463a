"""Boards: every figure opens exactly the cases that it counts, for whoever looks."""

import csv
from dataclasses import replace
from html import unescape
from io import StringIO

import pytest
from django.utils import timezone

from incidents.response.models import Incident
from metrics.facts.models import Fact
from metrics.kpis.boards import BOARDS, NOW
from metrics.kpis.figures import figure
from metrics.kpis.registry import KPIS
from metrics.kpis.rolling import roll
from metrics.kpis.spans import Span
from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.events import relay
from tests.factories import ComponentFactory
from tickets.desk.actions.restrict import restrict
from tickets.sla.models import Calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def printer(db):
    return ComponentFactory(key="printer", name="Printer")


@pytest.fixture
def restricted_by_max(day, by, max):
    restrict(day[0], by=by(max), kind="complaint", reason="It is about a colleague.")
    relay.drain("figures")
    return day[0]


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


MOST = 12


@pytest.mark.parametrize("board", [NOW, *BOARDS])
@pytest.mark.parametrize("rolled", [False, True])
def test_a_board_takes_twelve_statements_at_most_however_much_happened(
    board, rolled, day, opened, browse, tess, django_assert_max_num_queries
):
    lead = browse(tess)
    if rolled:
        roll(clock.now())
    lead.get(f"/boards/{board}")
    with django_assert_max_num_queries(MOST) as few:
        lead.get(f"/boards/{board}")
    for _ in range(3):
        opened()
    relay.drain("figures")
    if rolled:
        roll(clock.now())
    with django_assert_max_num_queries(len(few)):
        lead.get(f"/boards/{board}")


def test_a_slice_by_component_is_the_whole_too(day, opened, api, tess, printer):
    """MET-07: by component, as the log says it was."""
    opened(component=printer)
    relay.drain("figures")
    points = api(tess).get("/kpis/ARRIVED?period=day&by=component").json()["points"]
    assert {one["key"]: one["value"] for one in points} == {str(printer.pk): 1.0, None: 3.0}
    assert api(tess).get(f"/kpis/ARRIVED?period=day&component={printer.pk}").json()["figure"]["value"] == 1


def test_the_spread_of_a_duration_stands_beside_its_median(day, browse, tess, figures, total):
    """MET-06: a mean hides what a spread shows; each band opens its cases, and together they are all."""
    lead = browse(tess)
    found = figures(lead.get("/boards/week?period=day"))
    bands = {link: count for count, link in found if "/figures/KPI-04/" in link and "took=" in link}
    assert len(bands) == 8
    assert sum(bands.values()) == 1
    assert [link for link, count in bands.items() if total(lead.get(link)) != count] == []


def test_values_one_one_one_and_ninety_seven(tess):
    """MET-06: mean 25 and median 1 both appear."""
    at = clock.now()
    for number, wall in enumerate((1, 1, 1, 97)):
        about = {"subject": "incident", "subject_id": number, "event_id": number, "at": at}
        Fact.objects.create(what="taken", wall=wall, **about)
    span = Span.current("day", at)
    found = figure(Person.system(), "KPI-34", span)
    assert (found.mean, found.p50) == (25, 1)


def test_a_broken_promise_shows_its_policy_and_why(day, browse, tess, said, figures, total):
    """MET-12: which version of which policy judged it, and the reason, where the lead drills down."""
    lead = browse(tess)
    found = figures(lead.get("/boards/week?period=day"))
    (rest,) = {link for count, link in found if "/figures/KPI-11/" in link and "part=rest" in link}
    assert total(lead.get(rest)) == 1
    (kept,) = {link for count, link in found if "/figures/KPI-05/" in link and "part=numerator" in link}
    assert ", version 1</td>" in said(lead.get(kept))


def test_an_incident_stands_beside_the_spike(day, responded, browse, tess, said):
    """MET-22: what explains a day is written on its chart."""
    Incident.objects.update(declared_at=clock.now())
    incident = Incident.objects.get()
    shown = said(browse(tess).get("/boards/week?period=day"))
    assert f"{incident.reference} {incident.title}" in shown
    assert unescape(shown).count(f'"words": "{incident.reference}') > 1


def test_a_holiday_stands_on_the_day_it_is(day, browse, tess, said):
    """MET-22: a quiet day that explains itself."""
    today = timezone.localdate(clock.now())
    about = {"key": "feast", "name": "Feasts", "zone": "UTC", "week": {"0": [[540, 1020]]}}
    names = {today.isoformat(): "Day of the printers"}
    Calendar.objects.create(**about, holidays=[today], names=names, effective_from=clock.now())
    shown = unescape(said(browse(tess).get("/boards/week")))
    assert "Day of the printers (Feasts closed)" in shown
    assert shown.count('"words": "Day of the printers') > 1


def test_a_definition_that_changed_is_marked_where_it_did(day, browse, tess, said, monkeypatch):
    """MET-02: the chart spans both versions; the point of change stands on it and on no other figure's."""
    today = timezone.localdate(clock.now())
    changed = replace(KPIS["KPI-11"], version=2, changed=((today, "reopened within fourteen days, not seven"),))
    monkeypatch.setitem(KPIS, "KPI-11", changed)
    shown = unescape(said(browse(tess).get("/boards/week")))
    assert shown.count("KPI-11 counted otherwise") == 2
    assert "fourteen days, not seven" in said(browse(tess).get("/figures/"))


def test_a_restricted_ticket_is_counted_without_its_text(day, restricted_by_max, browse, api, max, tess):
    """SEC-13: whoever may know of it counts it; no report carries a word of it."""
    title = restricted_by_max.title
    counted = {person: api(person).get("/kpis/ARRIVED?period=day").json()["figure"]["value"] for person in (max, tess)}
    assert (counted[max], counted[tess]) == (3, 2)
    for address in ("/boards/week?period=day", "/boards/week/figures.csv?period=day"):
        assert title not in browse(max).get(address).content.decode()
    about = "since=2020-01-01T00:00:00Z&until=2099-01-01T00:00:00Z"
    assert title not in api(max).get(f"/kpis/ARRIVED/rows?{about}").content.decode()
