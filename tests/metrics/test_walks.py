"""Whatever is told, in whatever order: what was counted on the way is what a count from the beginning comes to."""

from datetime import timedelta
from random import Random

import pytest

from metrics.facts.models import Fact, Stay, Touched
from metrics.facts.rebuilding import rebuild
from metrics.facts.subscribers import count
from metrics.kpis.figures import many, slices
from metrics.kpis.kpi import Shape
from metrics.kpis.models import Cell, Rolled
from metrics.kpis.registry import KPIS
from metrics.kpis.rolling import roll
from metrics.kpis.spans import Span
from supportdesk.events.models import Event
from tests.metrics.naive import counted
from tests.metrics.walking import BEGAN, Walk

pytestmark = pytest.mark.django_db
ALL = [(kpi, variant) for kpi in KPIS.values() for variant in kpi.variants]


def walk(random, count_of, settings, *, days, rolls, now):
    """Write so many events; tell them in batches, shuffled, some twice, with rollups in between, and move the desk to
    another zone on the way."""
    events = Walk(random, days).draw(count_of)
    Event.objects.bulk_create(events, batch_size=2000)
    batches = [events[at : at + 40] for at in range(0, len(events), 40)]
    batches += random.sample(batches, len(batches) // 4)
    random.shuffle(batches)
    for number, batch in enumerate(batches):
        count(random.sample(batch, len(batch)))
        if number % (len(batches) // rolls) == 1:
            roll(now)
        if number == len(batches) // 2:
            settings.TIME_ZONE = "America/St_Johns"
    roll(now)


def require_same_from_the_beginning(rows, now):
    before = rows()
    assert rebuild() == 0, "a second look finds nothing to change"
    assert roll(now, afresh=True) == 0
    for model in (Fact, Stay, Touched, Cell, Rolled):
        model.objects.all().delete()
    rebuild()
    roll(now)
    after = rows()
    assert before == after
    assert before["facts"]
    assert before["stays"]
    assert before["cells"]


def require_as_counted_naively(random, entries, machine, *, number, days):
    """Random days and months of every KPI, in all and for one queue, from cells or from facts."""
    spans = [Span.current(random.choice(["day", "week", "month"]), BEGAN + timedelta(hours=random.randrange(24 * days)))
             for _ in range(number)]  # fmt: skip
    asks = [(kpi.id, variant.key, span) for kpi, variant in ALL for span in spans]
    some = 0
    for figure in many(machine, asks):
        wanted = naively(figure, entries)
        assert said(figure) == wanted, (figure.kpi.id, figure.variant.key, figure.span)
        some += bool(wanted[0])
    assert some > len(asks) / 20
    for kpi, variant in ALL[:12]:
        span = random.choice(spans)
        for figure in slices(machine, kpi.id, span, "queue", variant=variant.key):
            assert said(figure) == naively(figure, entries, queue=figure.key)


def naively(figure, entries, **only):
    kpi, span = figure.kpi, figure.span
    found = counted(entries, kpi.id, figure.variant.key, kpi.exclusions, span.since, span.until, **only)
    denominator, numerator, total, quantiles = found
    scale = 100 if figure.variant.measure == "value" else 1
    shown = () if figure.shape == Shape.COUNT else tuple(one / scale for one in quantiles)
    return denominator, numerator, total, shown


def said(figure):
    scale = 100 if figure.variant.measure == "value" else 1
    total = None if figure.mean is None else int(figure.mean * figure.denominator * scale)
    return figure.denominator, figure.numerator, total, figure.quantiles


def test_whatever_the_order_the_count_is_the_same(rows, settings, machine, naive):
    """Late, doubled and reordered events, merges, reopens, re-tags and another zone: every cell is as if counted from
    the beginning, and as a second reckoning counts it."""
    random = Random(11)
    now = BEGAN + timedelta(days=40)
    walk(random, 180, settings, days=9, rolls=1, now=now)
    require_as_counted_naively(random, naive(), machine, number=3, days=20)
    require_same_from_the_beginning(rows, now)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(3))
def test_ten_thousand_events(seed, rows, settings, machine, naive):
    random = Random(seed)
    now = BEGAN + timedelta(days=400)
    walk(random, 10_000, settings, days=120, rolls=20, now=now)
    require_as_counted_naively(random, naive(), machine, number=30, days=150)
    require_same_from_the_beginning(rows, now)
