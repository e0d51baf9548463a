"""The rollup rewrites what was touched, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from metrics.facts.models import Touched
from metrics.facts.subscribers import count
from metrics.kpis.models import Cell
from metrics.kpis.rolling import roll
from supportdesk.events.models import Event

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture
def happens(db):
    """`happens("ticket.opened", 1, at)`: it happened then, and the figures have heard of it today."""

    def one(kind, ticket, at, **data):
        stands = {"status": "new", "queue": 1, "priority": 3}
        about = {"subject": "ticket", "subject_id": ticket, "actor_id": 5, "actor_kind": "person", "via": "api"}
        about |= {"actor_name": "Ann", "recorded_at": at, "data": {"standing": stands} | data}
        count([Event.objects.create(kind=kind, at=at, **about)])

    return one


def weeks(cells):
    return sorted({cell.since for cell in cells if cell.step == "week" and cell.kpi == "ARRIVED"})


def test_a_late_event_changes_its_own_week_and_no_other(happens):
    """Cells of other weeks stay the very rows that they were."""
    for number in range(3):
        happens("ticket.opened", number, MONDAY + timedelta(weeks=number))
    roll(MONDAY + timedelta(weeks=4))
    before = {cell.pk: cell for cell in Cell.objects.filter(kpi="ARRIVED", step="week")}
    happens("ticket.opened", 9, MONDAY + timedelta(weeks=1, hours=2))
    roll(MONDAY + timedelta(weeks=4))
    after = Cell.objects.filter(kpi="ARRIVED", step="week")
    assert weeks(cell for cell in after if cell.pk not in before) == [datetime(2026, 5, 11, tzinfo=UTC)]
    assert after.get(by="", since=datetime(2026, 5, 11, tzinfo=UTC)).denominator == 2


def test_a_rollup_that_comes_twice_writes_nothing(happens):
    happens("ticket.opened", 1, MONDAY)
    assert roll(MONDAY + timedelta(days=1)) > 0
    assert roll(MONDAY + timedelta(days=1)) == 0
    assert not Touched.objects.exists()


def test_what_is_open_is_counted_when_the_day_is_over(happens):
    happens("ticket.opened", 1, MONDAY)
    roll(MONDAY + timedelta(hours=3))
    assert not Cell.objects.filter(kpi="KPI-10", step="day").exists()
    roll(MONDAY + timedelta(days=2))
    assert Cell.objects.filter(kpi="KPI-10", step="day", variant="14", by="").count() == 2


def test_a_day_begins_where_the_desk_says(happens, settings):
    happens("ticket.opened", 1, MONDAY.replace(hour=23))
    roll(MONDAY + timedelta(days=1))
    settings.TIME_ZONE = "Asia/Tokyo"
    roll(MONDAY + timedelta(days=1))
    (cell,) = Cell.objects.filter(kpi="ARRIVED", step="day", by="")
    assert cell.since == datetime(2026, 5, 4, 15, tzinfo=UTC)
