"""Figures for people: what was counted, the headline, what to make of it, and how far it can be trusted."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from supportdesk import clock

from . import cells, measuring, selecting, whose, words
from .filters import EVERYTHING
from .kpi import EXCLUDED, Kpi, Shape, Variant
from .measuring import Ask, Tallies, Tally
from .registry import kpi as kpi_of
from .spans import Span

FEW = 5


@dataclass(frozen=True)
class Figure:
    kpi: Kpi
    variant: Variant
    span: Span
    key: Any
    numerator: int
    denominator: int
    mean: Fraction | None = None
    quantiles: tuple[float, ...] = ()
    apart: dict[str, int] = field(default_factory=dict)
    coverage: tuple[int, int] | None = None

    @property
    def shape(self) -> Shape:
        return self.kpi.shaped(self.variant)

    @property
    def few(self) -> bool:
        """Too few to judge by (MET-15). A count is never too small."""
        return self.shape != Shape.COUNT and self.denominator < FEW

    @property
    def share(self) -> Fraction | None:
        return Fraction(100 * self.numerator, self.denominator) if self.denominator else None

    @property
    def headline(self):
        if self.shape == Shape.COUNT:
            return self.denominator
        if self.shape == Shape.DURATION:
            return self.p50
        return self.mean if self.shape == Shape.MEAN else self.share

    @property
    def shown(self) -> str:
        return words.shown(self.headline, self.shape)

    @property
    def p50(self) -> float | None:
        return self.quantile(0)

    @property
    def p75(self) -> float | None:
        return self.quantile(1)

    @property
    def p90(self) -> float | None:
        return self.quantile(2)

    @property
    def p95(self) -> float | None:
        return self.quantile(3)

    def quantile(self, number) -> float | None:
        return self.quantiles[number] if self.quantiles else None

    @property
    def judged(self) -> str:
        """Against the first target that fits; nothing while it is too few to tell."""
        if self.few or not self.kpi.targets or self.variant.key != self.kpi.variants[0].key:
            return ""
        target = self.kpi.targets[0]
        value = self.share if target.of == "share" else self.headline
        return "" if value is None else "met" if target.met(value) else "missed"


def figure(viewer, kpi_id, span, filters=EVERYTHING, variant="") -> Figure:
    """One figure over a span. Raises LookupError for an unknown one, NotAllowed for somebody else's own."""
    return counted(viewer, kpi_id, [span], filters, variant)[0]


def series(viewer, kpi_id, span, step, filters=EVERYTHING, variant="") -> list[Figure]:
    """One figure for each step of the span, empty ones too."""
    return counted(viewer, kpi_id, span.steps(step), filters, variant)


def slices(viewer, kpi_id, span, by, filters=EVERYTHING, variant="") -> list[Figure]:
    """One figure for each value, largest first; together they are the whole (MET-07). People only as far as the viewer
    sees each one's own (MET-18)."""
    whose.require(viewer, filters)
    kpi, chosen = chosen_of(kpi_id, variant)
    found = tallied([Ask(kpi, chosen, [span])], viewer, filters, (by,))[0]
    figures = [made(kpi, chosen, span, key, tally) for (_, name, key), tally in found.items() if name == by]
    if by == "person":
        own = whose.seen_people(viewer)
        figures = [one for one in figures if own is None or one.key in own]
    return sorted(figures, key=lambda one: (-one.denominator, str(one.key)))


def counted(viewer, kpi_id, spans, filters, variant) -> list[Figure]:
    return many(viewer, [(kpi_id, variant, span) for span in spans], filters)


def many(viewer, asks, filters=EVERYTHING) -> list[Figure]:
    """Figures for a whole board, in the order of `asks`: triples of KPI, variant and span. What the cells do not know
    is asked of the facts by one statement."""
    whose.require(viewer, filters)
    wanted: dict[tuple, list[Span]] = {}
    for kpi_id, key, span in asks:
        kpi, variant = chosen_of(kpi_id, key)
        wanted.setdefault((kpi.id, variant.key), []).append(span)
    grouped = [Ask(*chosen_of(*names), sorted(set(spans))) for names, spans in wanted.items()]
    found = tallied(grouped, viewer, filters)
    answered = tallied([replies(ask) for ask in grouped if ask.kpi.asked], viewer, filters)
    coverage = dict(zip([ask.kpi.id + ask.variant.key for ask in grouped if ask.kpi.asked], answered, strict=True))
    made_of = {(ask.kpi.id, ask.variant.key): (ask, tallies) for ask, tallies in zip(grouped, found, strict=True)}
    return [placed(span, *made_of[names(kpi_id, key)], coverage) for kpi_id, key, span in asks]


def names(kpi_id, key) -> tuple[str, str]:
    kpi, variant = chosen_of(kpi_id, key)
    return kpi.id, variant.key


def placed(span, ask, found, coverage) -> Figure:
    whole = (ask.spans.index(span) + 1, "", None)
    asked = coverage.get(ask.kpi.id + ask.variant.key, {}).get(whole)
    share = (asked.numerator, asked.denominator) if asked else None
    return made(ask.kpi, ask.variant, span, None, found.get(whole, Tally()), share)


def replies(ask) -> Ask:
    """How many of those who were asked have answered: the reader sees how much of the whole a figure speaks for."""
    asked = Variant(ask.variant.key, ask.variant.name, what=ask.kpi.asked, goals=ask.variant.goals)
    return Ask(ask.kpi, asked, ask.spans)


def chosen_of(kpi_id, variant) -> tuple[Kpi, Variant]:
    kpi = kpi_of(kpi_id)
    return kpi, kpi.variant(variant)


def tallied(asks, viewer, filters, by=()) -> list[Tallies]:
    """From the cells where they are whole and up to date, else from the facts: the same either way."""
    kept = cells.known(asks, viewer, filters, by)
    missing = [ask for ask, own in zip(asks, kept, strict=True) if own is None]
    if any(selecting.is_snapshot(ask.kpi, ask.variant) for ask in missing):
        now = clock.now()
        missing = [looked_at(ask, now) for ask in missing]
    rest = iter(measuring.many(missing, viewer, filters, by))
    return [next(rest) if own is None else own for own in kept]


def looked_at(ask, now) -> Ask:
    """What is open is looked at once for each span; a span that lasts yet, now."""
    if not selecting.is_snapshot(ask.kpi, ask.variant):
        return ask
    return ask._replace(spans=[Span(span.since, measuring.instant_of(span, now)) for span in ask.spans])


def made(kpi, variant, span, key, tally, coverage=None) -> Figure:
    shape = kpi.shaped(variant)
    scale = 100 if variant.measure == "value" else 1
    measured = tally.total is not None and tally.denominator
    mean = Fraction(tally.total, scale * tally.denominator) if measured else None
    codes = [code for code in kpi.exclusions if code in EXCLUDED]
    apart = {code: count for code, count in zip(codes, tally.apart, strict=False) if count}
    quantiles = tuple(one / scale for one in tally.quantiles if one is not None) if shape != Shape.COUNT else ()
    return Figure(kpi, variant, span, key, tally.numerator, tally.denominator, mean, quantiles, apart, coverage)
