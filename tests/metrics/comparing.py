"""Figures beside the naive reckoning, to the last digit."""

from datetime import timedelta

from metrics.kpis.figures import many, slices
from metrics.kpis.kpi import Shape
from metrics.kpis.registry import KPIS
from metrics.kpis.spans import Span
from tests.metrics.naive import counted

ALL = [(kpi, variant) for kpi in KPIS.values() for variant in kpi.variants]
STEPS = ["day", "week", "month"]


def require_as_counted_naively(random, entries, machine, *, since, number, days):
    """Random days and months of every KPI, all and by queue, from cells or facts; all of them are over."""
    instants = [since + timedelta(hours=random.randrange(24 * days)) for _ in range(number)]
    spans = [Span.last(random.choice(STEPS), instant) for instant in instants]
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
