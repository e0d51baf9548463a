"""Figures as a lead reads them: counted among what they may see, and opening to exactly that."""

from datetime import timedelta
from fractions import Fraction

import pytest

from metrics.kpis.drill import rows as rows_of
from metrics.kpis.figures import figure, many, series, slices
from metrics.kpis.filters import Filters
from metrics.kpis.flow import backlog, backlog_rows, time_in_state
from metrics.kpis.models import Cell
from metrics.kpis.registry import KPIS, partner
from metrics.kpis.rolling import roll
from metrics.kpis.spans import Span
from supportdesk import clock
from supportdesk.errors import NotAllowed, Refused
from tests.lived import MONDAY
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.restrict import restrict

pytestmark = pytest.mark.django_db
MARCH = Span(MONDAY - timedelta(days=1), MONDAY + timedelta(days=40))


@pytest.fixture
def week():
    """The present week and the one before it, if it has just begun."""
    now = clock.now()
    return Span(now - timedelta(days=1), now + timedelta(hours=1))


@pytest.fixture
def lived(drawn, play, ring, told):
    """Four weeks of March at a small desk."""
    play(drawn(8))
    ring(MONDAY + timedelta(weeks=5))
    told()


def every():
    return [(kpi, variant) for kpi in KPIS.values() for variant in kpi.variants]


def test_every_figure_opens_to_exactly_the_rows_that_it_counts(lived, tess):
    """Numerator and denominator apart, and what was left out."""
    seen = 0
    for kpi, variant in every():
        found = figure(tess, kpi.id, MARCH, variant=variant.key)
        asked = {"variant": variant.key}
        assert rows_of(tess, kpi.id, MARCH, **asked).count() == found.denominator
        assert rows_of(tess, kpi.id, MARCH, **asked, part="numerator").count() == found.numerator
        assert rows_of(tess, kpi.id, MARCH, **asked, part="apart").exists() == bool(found.apart)
        seen += bool(found.denominator)
    assert seen > 15


def test_slices_are_the_whole_and_cells_say_what_facts_say(lived, tess, django_assert_max_num_queries):
    """And a board of sixty figures takes a handful of statements."""
    weeks, counts = MARCH.steps("week"), {"ARRIVED", "KPI-09", "KPI-05", "KPI-11"}
    asks = [(kpi.id, variant.key, span) for kpi, variant in every() for span in weeks]
    with django_assert_max_num_queries(8):
        live = many(tess, asks)
    slow = {by: slices(tess, "KPI-09", weeks[1], by) for by in ("queue", "person", "channel", "category")}
    for name in counts:
        whole = sum(one.denominator for one in series(tess, name, Span(weeks[0].since, weeks[-1].until), "week"))
        assert whole == figure(tess, name, Span(weeks[0].since, weeks[-1].until)).denominator
        parts = slices(tess, name, weeks[1], "queue")
        assert sum(one.denominator for one in parts) == figure(tess, name, weeks[1]).denominator
    roll(weeks[-1].until + timedelta(days=1))
    assert Cell.objects.exists()
    with django_assert_max_num_queries(8):
        assert many(tess, asks) == live
    assert {by: slices(tess, "KPI-09", weeks[1], by) for by in slow} == slow


def test_a_mean_is_exact_and_a_median_beside_it(opened, by, ann, tess, resolution, told, week):
    """Rounded only when shown."""
    for _ in range(3):
        one = opened()
        reply(one, by=by(ann), body="Pull the tray out.")
    told()
    found = figure(tess, "KPI-01", week, variant="wall")
    assert found.denominator == 3
    assert isinstance(found.mean, Fraction)
    assert found.p50 is not None
    assert found.few
    assert found.judged == ""


def test_a_restricted_ticket_is_in_nobodys_figure_for_whom_it_does_not_exist(ticket, by, ann, erin, tess, told, week):
    """The count tells no more than the list, from cells as from facts."""
    roll(clock.now())
    told()
    assert figure(tess, "ARRIVED", week).denominator == 1
    restrict(ticket, by=by(ann), kind="security", reason="A key was posted.", people=[erin])
    told()
    assert figure(tess, "ARRIVED", week).denominator == 0
    roll(clock.now())
    today = Span.current("day", ticket.opened_at)
    assert figure(tess, "ARRIVED", today).denominator == 0
    assert figure(ann, "ARRIVED", today).denominator == 1
    assert backlog(tess, clock.now())[0].count == 0


def test_whoever_is_back_behind_a_wall_is_back_for_those_who_may_know_of_it(
    resolved, opened, by, ann, erin, tess, printing, told
):
    """SEC-13: S-02 would have told a lead that Rob was back with what they may not know of; from facts, from the list
    and from cells that were made beforehand."""
    again = opened(title="It blinks again", category=printing)
    told()
    today = Span.current("day", clock.now())
    roll(clock.now())
    assert figure(tess, "S-02", today).numerator == 1
    restrict(again, by=by(ann), kind="security", reason="A key was posted.", people=[erin])
    told()
    for _ in ("from facts", "from cells"):
        assert (figure(tess, "S-02", today).numerator, figure(tess, "S-02", today).denominator) == (0, 1)
        assert not rows_of(tess, "S-02", today, part="numerator").exists()
        assert figure(ann, "S-02", today).numerator == 1
        roll(clock.now())
    assert Cell.objects.filter(kpi="S-02", by="", step="day").get().walled == 1


def test_a_person_reads_own_figures_a_colleague_does_not_and_lead_and_manager_do(
    owned, by, joe, ann, tess, max, ada, rob, resolution, told, week
):
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    told()
    own = Filters(person=ann.pk)
    assert [figure(one, "KPI-09", week, own).denominator for one in (ann, tess, max)] == [1, 1, 1]
    for colleague in (joe, ada):
        with pytest.raises(NotAllowed):
            figure(colleague, "KPI-09", week, own)
    assert [one.key for one in slices(tess, "KPI-09", week, "person")] == [ann.pk]
    assert slices(joe, "KPI-09", week, "person") == []
    with pytest.raises(NotAllowed):
        figure(rob, "KPI-09", week)


def test_the_backlog_opens_to_its_tickets_and_its_parts_are_the_whole(owned, opened, by, ann, tess, told):
    opened()
    told()
    now = clock.now()
    for name in ("priority", "age", "queue", "status", "waiting", "owner"):
        parts = backlog(tess, now, by=name)
        assert sum(one.count for one in parts) == backlog(tess, now)[0].count == 2
        for one in parts:
            assert backlog_rows(tess, now, by=name, key=one.key).count() == one.count
    spent = dict(time_in_state(tess, Span(owned.opened_at - timedelta(days=1), now)))
    assert set(spent) <= {"new", "triaged"}


def test_no_figure_stands_alone():
    """Each has a partner that is built."""
    assert [kpi.id for kpi in KPIS.values() if partner(kpi) is None] == []


def test_an_address_that_names_no_such_thing_is_refused_by_name():
    assert Filters.read({"queue": "7", "channel": "email"}) == Filters(queue=7, channel="email")
    with pytest.raises(Refused, match="number"):
        Filters.read({"queue": "seven"})
    with pytest.raises(Refused, match="channel"):
        Filters.read({"channel": "pigeon"})
