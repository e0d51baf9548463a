"""Whoever serves one organisation alone: its figures, and nothing of anybody else's by any filter, slice or file."""

import csv
from io import StringIO

import pytest

from supportdesk.accounts.models import Role
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NOBODY = 987_654


@pytest.fixture
def mona(globex):
    """Manages the desk of Globex."""
    return PersonFactory(name="Mona", roles=[Role.SM], organisation=globex)


@pytest.fixture
def amy(acme):
    return PersonFactory(name="Amy of Acme", roles=[Role.AN], organisation=acme)


def test_no_figure_counts_what_its_reader_may_not_know(day, api, browse, mona, max, rob):
    """SEC-19: counts, cases, slices and the file of a board; the same asked by Max counts three."""
    assert [counted(api(one)) for one in (max, mona)] == [3, 0]
    since = "since=2026-01-01T00:00:00Z&until=2099-01-01T00:00:00Z"
    for part in ("denominator", "numerator", "apart"):
        assert api(mona).get(f"/kpis/ARRIVED/rows?{since}&part={part}").json()["results"] == []
    for by in ("organisation", "person", "queue", "category"):
        assert api(mona).get(f"/kpis/ARRIVED?period=day&by={by}").json()["points"] == []
    file = browse(mona).get("/boards/week/figures.csv?period=day").content.decode()
    assert {row["denominator"] for row in csv.DictReader(StringIO(file))} == {"0"}
    assert "cases, " in browse(mona).get(f"/figures/ARRIVED/rows?{since}").content.decode()
    narrowed = api(mona).get(f"/kpis/ARRIVED?period=day&organisation={rob.organisation_id}").json()
    assert narrowed["figure"]["denominator"] == 0


def counted(client):
    return client.get("/kpis/ARRIVED?period=day").json()["figure"]["denominator"]


def test_a_manager_of_one_organisation_learns_no_name_of_another(day, api, browse, mona, amy, rob, max):
    """MET-18, SEC-19: whose own figures one may see is asked among the people whom one knows; an id that nobody has
    is refused alike."""
    for pk in (amy.pk, rob.pk, NOBODY):
        assert browse(mona).get(f"/boards/personal?person={pk}").status_code == 403
        assert api(mona).get(f"/boards/personal?person={pk}").status_code == 403
    assert browse(max).get(f"/boards/personal?person={amy.pk}").status_code == 200


WRONG = [
    "now?type=987654",
    "now?queue=99999999999999999999",
    "week?region=-1",
    "week?person=%00",
    "week?tier=%E2%80%AE",
]


def test_what_names_nothing_is_refused_in_words(browse, tess):
    assert {browse(tess).get(f"/boards/{wrong}").status_code for wrong in WRONG} <= {400, 422}


INSTANTS = ["0001-01-01T00:00:00%2B23:00", "9999-12-31T23:59:59-23:00", "%00"]


def test_no_instant_breaks_a_list_of_cases(browse, api, tess):
    """R-30: half of all zones have no first day of the calendar, the other half no last."""
    tess.zone = "Pacific/Kiritimati"
    tess.save()
    for at in INSTANTS:
        for span in (f"since={at}&until=2026-01-01T00:00:00Z", f"since=2026-01-01T00:00:00Z&until={at}"):
            assert browse(tess).get(f"/figures/KPI-10/rows?{span}").status_code in (400, 422)
            assert api(tess).get(f"/kpis/KPI-04/rows?{span}").status_code == 400
