"""Targets as they are written, and which of them holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from metrics.kpis import aims
from metrics.kpis.figures import figure
from metrics.kpis.filters import Filters
from metrics.kpis.registry import KPIS
from metrics.kpis.spans import Span
from supportdesk import clock
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.configuration.definitions import known
from supportdesk.configuration.values import memory
from supportdesk.errors import NotAllowed, Refused
from tickets.desk.actions.resolve import resolve


@pytest.fixture
def held():
    """`held(kpi, (since, text), …)`: as if somebody had confirmed it then."""

    def keep(name, *rows):
        memory.keep({aims.key_of(KPIS[name]): list(rows)})

    yield keep
    memory.forget()


NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
AGO = NOW - timedelta(days=10)


@pytest.mark.parametrize("name", KPIS)
def test_every_example_can_be_written_and_is_what_holds(name, held):
    held(name)
    kpi = KPIS[name]
    assert aims.wrong(aims.example(kpi)) == ""
    assert aims.target(kpi, NOW, {}) == (kpi.targets[0] if kpi.targets else None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (7, "a text"),
        ("x" * 600, "a text"),
        ("about 80", "no target"),
        ("at least", "no target"),
        ("30 to 20", "nothing in it"),
        ("queue seven: at most 4", "no queue"),
        ("stage retired: at most 4", "no stage"),
        ("at least 3; at most 8", "one target only"),
    ],
)
def test_what_is_no_target_is_refused_in_words(text, words):
    assert words in aims.wrong(text)


def test_the_nearest_target_holds_and_each_from_its_day_on(held):
    """MET-11: by queue, category, tier, role and stage, from an instant on."""
    kpi = KPIS["KPI-01"]
    held("KPI-01", (AGO, "at least 90"), (NOW, "at least 85; tier gold: at least 95; stage first_30_days: at least 80"))
    least = [aims.target(kpi, at, {}).least for at in (AGO - timedelta(1), AGO, NOW)]
    assert least == [85, 90, 85]
    gold, young = {"tier": ("gold",)}, {"tier": ("gold",), "stage": ("first_30_days",), "role": ("JA",)}
    assert [aims.target(kpi, NOW, about).least for about in (gold, young, {"queue": (3,)})] == [95, 80, 85]
    assert aims.target(kpi, NOW, gold).of == "share"


@pytest.mark.django_db
def test_below_a_range_is_flagged_as_well_as_above(ann):
    """MET-11: an escalation rate under its range."""
    now = clock.now()
    few = figure(ann, "KPI-12", Span(now - timedelta(days=1), now))
    shares = {share: replace(few, numerator=share, denominator=100).judged for share in (2, 10, 40)}
    assert shares == {2: "missed", 10: "met", 40: "missed"}


@pytest.mark.django_db
def test_a_person_in_the_first_days_is_measured_by_the_targets_of_that_stage(
    owned, by, ann, max, tess, resolution, told
):
    """ROLE-04, MET-11: the stage of the person chooses, on their own card and on their lead's look at it."""
    confirm("target_KPI-11", by=by(max), value="at most 8; stage first_30_days: at most 15")
    ann.ramp_stage = "first_30_days"
    ann.save()
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    told()
    now = clock.now()
    span, own = Span(now - timedelta(days=1), now + timedelta(hours=1)), Filters(person=ann.pk)
    assert [figure(one, "KPI-11", span, own).target.words for one in (ann, tess)] == ["at most 15 %"] * 2
    assert figure(tess, "KPI-11", span).target.words == "at most 8 %"


@pytest.mark.django_db
def test_who_sets_a_target(by, ann, sam, tess, max):
    """C 69: leads and managers; a senior proposes, nobody else does."""
    for person in (ann, sam):
        with pytest.raises(NotAllowed):
            confirm("target_KPI-11", by=by(person), value="at most 5")
    for person in (tess, max):
        assert confirm("target_KPI-11", by=by(person), value="at most 5").confirmed_by == person
    with pytest.raises(Refused, match="no target"):
        confirm("target_KPI-11", by=by(max), value="few")
    assert {one.key for one in known().values() if one.group == "targets"} == {
        aims.key_of(one) for one in KPIS.values()
    }
