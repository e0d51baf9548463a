"""Figures for other programs: the same numbers, and the cases behind them."""

from datetime import timedelta

import pytest

from metrics.surveys.actions.answer import answer_survey
from metrics.surveys.models import Survey
from metrics.surveys.subscribers import ask
from supportdesk import clock
from supportdesk.configuration.values import memory
from supportdesk.events import relay
from supportdesk.events.models import Event
from tickets.desk.actions.assign import assign
from tickets.desk.actions.confirm import confirm
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db


def test_a_figure_and_its_cases_agree(day, api, tess):
    """MET-12, MET-24: figures are fetched and their rows page; each row names the event that put it there."""
    client = api(tess)
    whole = client.get("/kpis/ARRIVED?period=day").json()["figure"]
    assert (whole["denominator"], whole["value"]) == (3, 3.0)
    about = f"since={whole['since']}&until={whole['until']}"
    first = client.get(f"/kpis/ARRIVED/rows?{about}&page_size=2").json()
    assert len(first["results"]) == 2
    rest = client.client.get(first["next"]).json()
    numbers = {one["subject_id"] for one in first["results"] + rest["results"]}
    assert numbers == {ticket.pk for ticket in day}
    assert all(one["event"] for one in first["results"])


def test_a_board_over_rest_is_the_pages(day, api, tess):
    board = api(tess).get("/boards/week?period=day").json()
    tiles = {tile["key"]: tile for tile in board["tiles"]}
    assert tiles["KPI-11"]["figure"]["numerator"] == 1
    assert tiles["KPI-04"]["partner"]["figure"] == "KPI-11"
    assert tiles["KPI-20"]["figure"]["asked"] == 1


def test_slices_over_rest(day, api, tess, printing):
    found = api(tess).get("/kpis/ARRIVED?period=day&by=category").json()["points"]
    assert sum(one["denominator"] for one in found) == 3


def test_every_figure_says_what_it_is(api, ann):
    """MET-02: formula, clock, exclusions, direction, targets, version."""
    told = {one["id"]: one for one in api(ann).get("/kpis").json()["results"]}
    assert told["KPI-01"]["version"] >= 1
    assert told["KPI-01"]["numerator"]


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/kpis/KPI-99", 404, None),
        ("/kpis/KPI-01?variant=other", 400, "variant"),
        ("/kpis/KPI-01?by=shoe", 400, "by"),
        ("/kpis/KPI-01?period=era", 400, "period"),
        ("/kpis/KPI-01?queue=x", 400, "queue"),
        ("/kpis/KPI-01/rows", 400, "since"),
        ("/kpis/KPI-01/rows?part=half&since=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z", 400, "part"),
        ("/boards/other", 404, None),
    ],
)
def test_what_is_asked_wrongly_is_said_at_its_parameter(path, status, parameter, api, ann):
    answer = api(ann).get(path)
    assert answer.status_code == status
    assert not parameter or answer.json()["errors"][0]["parameter"] == parameter


def test_personal_figures_over_rest_are_as_private(day, api, ann, joe, rob):
    """MET-18: by REST as by the page."""
    assert api(ann).get(f"/kpis/KPI-01?person={ann.pk}").status_code == 200
    assert api(joe).get(f"/kpis/KPI-01?person={ann.pk}").status_code == 403
    assert api(joe).get(f"/boards/personal?person={ann.pk}").status_code == 403
    assert api(rob).get("/kpis/KPI-01").status_code == 404


def test_thumbs_and_stars_are_never_mixed(day, api, tess, rob, by, ann, printing, resolution):
    """MET-14: each scale shows its own figure, with how many of those who were asked answered."""
    long_ago = clock.now() - timedelta(days=1)
    memory.keep({"survey_scale": [(long_ago, 2)], "survey_rest_days": [(long_ago, 0)]})
    last = day[2]
    triage(last, by=by(ann), seen=last.version, impact=2, urgency=2, category=printing)
    assign(last, by=by(ann), seen=last.version, to=ann)
    resolve(last, by=by(ann), seen=last.version, **resolution)
    confirm(last, by=by(rob))
    ask(Event.objects.order_by("pk"))
    answer_survey(Survey.objects.get(ticket=last), by=by(rob), score=1)
    relay.drain("figures")
    stars = api(tess).get("/kpis/KPI-20?period=day").json()["figure"]
    thumbs = api(tess).get("/kpis/KPI-20?period=day&variant=thumbs").json()["figure"]
    assert (stars["value"], stars["denominator"], stars["answered"], stars["asked"]) == (4.0, 1, 1, 1)
    assert (thumbs["value"], thumbs["denominator"], thumbs["asked"]) == (100.0, 1, 1)
