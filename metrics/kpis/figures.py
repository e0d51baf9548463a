"""Figures for people: what was counted, the headline, what to make of it, and how far it can be trusted."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from supportdesk import clock

from . import aims, cells, measuring, selecting, spread, whose, words
from .filters import EVERYTHING
from .kpi import EXCLUDED, Kpi, Shape, Target, Variant
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
    target: Target | None = None

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
        """Against the target that holds; nothing while it is too few to tell. Outside a range is missed at either end,
        and a trend is judged where the span before is known."""
        if self.few or self.target is None or self.target.trend:
            return ""
        value = self.share if self.target.of == "share" else self.headline
        return "" if value is None else "met" if self.target.met(value) else "missed"


def figure(viewer, kpi_id, span, filters=EVERYTHING, variant="") -> Figure:
    """One figure over a span. Raises LookupError for an unknown one, NotAllowed for somebody else's own."""
    return counted(viewer, kpi_id, [span], filters, variant)[0]


def series(viewer, kpi_id, span, step, filters=EVERYTHING, variant="") -> list[Figure]:
    """One figure for each step of the span, empty ones too."""
    return counted(viewer, kpi_id, span.steps(step), filters, variant)


def slices(viewer, kpi_id, span, by, filters=EVERYTHING, variant="") -> list[Figure]:
    """One figure for each value, largest first; together they are the whole (MET-07). People only as far as the viewer
    sees each one's own (MET-18)."""
    return read(viewer, [], [(kpi_id, variant, span, by)], filters)[1][kpi_id, variant, span, by]


def counted(viewer, kpi_id, spans, filters, variant) -> list[Figure]:
    return many(viewer, [(kpi_id, variant, span) for span in spans], filters)


def many(viewer, asks, filters=EVERYTHING) -> list[Figure]:
    """Figures in the order of `asks`: triples of KPI, variant and span."""
    return read(viewer, asks, [], filters)[0]


def read(viewer, asks, sliced, filters=EVERYTHING) -> tuple[list[Figure], dict[tuple, list[Figure]]]:
    """A whole board: figures, and for each of `sliced` (KPI, variant, span, slice) those of its values. What the cells
    do not know is asked of the facts by one statement."""
    whose.require(viewer, filters)
    wanted: dict[tuple, list[Span]] = {}
    for kpi_id, key, span in asks:
        wanted.setdefault(names(kpi_id, key), []).append(span)
    grouped = [Ask(*chosen_of(*named), sorted(set(spans))) for named, spans in wanted.items()]
    parts = [Ask(*chosen_of(kpi_id, key), [span], (by,)) for kpi_id, key, span, by in sliced]
    asked = [replies(ask) for ask in grouped if ask.kpi.asked]
    found = tallied([*grouped, *parts, *asked], viewer, filters)
    made_of = {names(ask.kpi.id, ask.variant.key): (ask, own) for ask, own in zip(grouped, found, strict=False)}
    answered = {names(ask.kpi.id, ask.variant.key): own for ask, own in zip(asked, found[-len(asked) :], strict=False)}
    figures = [placed(span, *made_of[names(kpi_id, key)], answered) for kpi_id, key, span in asks]
    about = aims.around(viewer, filters)
    cut = zip(sliced, parts, found[len(grouped) :], strict=False)
    return [aimed(one, about) for one in figures], {
        said: [aimed(one, about | {said[3]: (one.key,)}) for one in ordered(viewer, ask, own)] for said, ask, own in cut
    }


def aimed(one, about) -> Figure:
    """With the target that holds at its end: a later one does not judge what was done before it."""
    headline = one.variant.key == one.kpi.variants[0].key
    return replace(one, target=aims.target(one.kpi, one.span.until, about)) if headline else one


def ordered(viewer, ask, tallies) -> list[Figure]:
    (by,), (span,) = ask.by, ask.spans
    if by == "took":
        counting = replace(ask.variant, shape=Shape.COUNT, measure="")
        return [made(ask.kpi, counting, span, key, tallies.get((1, by, key), Tally())) for key in spread.WORDS]
    figures = [made(ask.kpi, ask.variant, span, key, tally) for (_, name, key), tally in tallies.items() if name == by]
    if by == "person":
        own = whose.seen_people(viewer)
        figures = [one for one in figures if own is None or one.key in own]
    return sorted(figures, key=lambda one: (-one.denominator, str(one.key)))


def names(kpi_id, key) -> tuple[str, str]:
    kpi, variant = chosen_of(kpi_id, key)
    return kpi.id, variant.key


def placed(span, ask, found, answered) -> Figure:
    whole = (ask.spans.index(span) + 1, "", None)
    asked = answered.get(names(ask.kpi.id, ask.variant.key), {}).get(whole)
    share = (asked.numerator, asked.denominator) if asked else None
    return made(ask.kpi, ask.variant, span, None, found.get(whole, Tally()), share)


def replies(ask) -> Ask:
    """How many of those who were asked have answered: the reader sees how much of the whole a figure speaks for."""
    asked = Variant(ask.variant.key, ask.variant.name, what=ask.kpi.asked, goals=ask.variant.goals)
    return Ask(ask.kpi, asked, ask.spans)


def chosen_of(kpi_id, variant) -> tuple[Kpi, Variant]:
    kpi = kpi_of(kpi_id)
    return kpi, kpi.variant(variant)


def tallied(asks, viewer, filters) -> list[Tallies]:
    """From the cells where they are whole and up to date, else from the facts: the same either way."""
    kept = cells.known(asks, viewer, filters)
    missing = [ask for ask, own in zip(asks, kept, strict=True) if own is None]
    if any(selecting.is_snapshot(ask.kpi, ask.variant) for ask in missing):
        now = clock.now()
        missing = [looked_at(ask, now) for ask in missing]
    rest = iter(measuring.many(missing, viewer, filters))
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
