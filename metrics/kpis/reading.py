"""A board read for one person: every tile with its span before, its course and its balancing partner (MET-10)."""

from dataclasses import dataclass, field

from . import registry
from .boards import Board, Tile
from .figures import Figure
from .figures import read as read_figures
from .kpi import Kpi

MOST_BARS = 12


@dataclass(frozen=True)
class Card:
    """A figure as a board shows it; never alone."""

    tile: Tile
    kpi: Kpi
    figure: Figure
    before: Figure
    partner: Figure | None = None
    points: list[Figure] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.tile.key

    @property
    def halved(self) -> bool:
        """Whether some of what it counts stand apart from the others; a count and a plain mean have no such part."""
        return not self.kpi.numerator.startswith("nothing apart")

    @property
    def judged(self) -> str:
        """A trend is judged against the span before."""
        target = self.figure.target
        if target is None or not target.trend or not self.change:
            return self.figure.judged
        rose, fell = (self.figure.headline > self.before.headline, self.figure.headline < self.before.headline)
        return "met" if (fell if target.trend == "falling" else rose) else "missed"

    @property
    def change(self) -> str:
        """Against the span before: better, worse or other, where both are many enough to say so."""
        if self.figure.few or self.before.few or None in (self.figure.headline, self.before.headline):
            return ""  # few: a change of one would look like a turn
        if self.figure.headline == self.before.headline:
            return "same"
        if self.kpi.direction == "range":
            return "other"
        rose = self.figure.headline > self.before.headline
        return "better" if rose == (self.kpi.direction == "up") else "worse"


def read(viewer, board: Board, period, filters) -> list[Card]:
    return cards(viewer, [tile for tile in board.tiles if tile.kpi in registry.KPIS], period, filters)


def cards(viewer, tiles, period, filters) -> list[Card]:
    """Whatever stands on a board is asked at once."""
    steps = [one for one in period.span.steps(period.step) if one.since <= period.now]
    asks = list({ask for tile in tiles for ask in asked(tile, period, steps)})
    sliced = list({(tile.kpi, tile.variant, period.span, tile.by) for tile in tiles if tile.by})
    figures, parts = read_figures(viewer, asks, sliced, filters)
    found = dict(zip(asks, figures, strict=True)) | parts
    return [card(tile, found, period, steps) for tile in tiles]


def asked(tile, period, steps):
    """The figure, the one before, its course unless it is sliced, and its partner."""
    spans = [period.span, period.before, *(() if tile.by else steps)]
    partner = registry.partner(registry.kpi(tile.kpi))
    own = [(tile.kpi, tile.variant, span) for span in spans]
    return [*own, (partner.id, "", period.span)] if partner else own


def card(tile, found, period, steps) -> Card:
    kpi = registry.kpi(tile.kpi)
    partner = registry.partner(kpi)
    whole, before = (found[tile.kpi, tile.variant, span] for span in (period.span, period.before))
    beside = found[partner.id, "", period.span] if partner else None
    if tile.by:
        points = found[tile.kpi, tile.variant, period.span, tile.by][:MOST_BARS]
    else:
        points = [found[tile.kpi, tile.variant, step] for step in steps]
    return Card(tile, kpi, whole, before, beside, points)
