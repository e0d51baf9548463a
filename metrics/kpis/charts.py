"""A card as a chart and as its table twin. Pure: what the script draws is what the table says."""

from dataclasses import dataclass

from django.utils import timezone

from . import addresses
from .filters import NUMBERS, UNSAID

UNITS = {"duration": "seconds", "share": "percent", "snapshot": "percent", "mean": "points"}  # of the others: a count
LABELS = {"hour": "%H:%M", "day": "%a %d", "week": "%d %b", "month": "%b %Y", "quarter": "%b %Y"}
UNKNOWN = "Not said"


@dataclass(frozen=True)
class Row:
    """One point or bar: its label, what it says, and where its cases stand."""

    label: str
    figure: object
    cases: str


def rows(card, period, filters, names):
    """The table twin."""
    by = card.tile.by
    return [row(card, one, narrowed(filters, by, one.key) if by else filters, period, names) for one in card.points]


def narrowed(filters, by, key):
    """What is not said has a name of its own in an address."""
    return filters.put(by, UNSAID[by in NUMBERS] if key in (None, "") else key)


def row(card, one, filters, period, names):
    label = names.get(one.key, UNKNOWN) if card.tile.by else label_of(one.span, period.step)
    about = {"variant": card.tile.variant}
    return Row(label, one, addresses.rows_of(card.kpi.id, one.span, filters, **about))


def label_of(span, step):
    return timezone.localtime(span.since).strftime(LABELS[step])


def drawn(card, twin, marks):
    """What the script is given. A point of too few cases is drawn hollow, and none where nothing was counted."""
    return {
        "kind": "bars" if card.tile.by or unit(card.figure) == "count" else "line",
        "across": bool(card.tile.by),
        "name": card.kpi.name,
        "unit": "count" if card.tile.by == "took" else unit(card.figure),
        "labels": [one.label for one in twin],
        "values": [plain(one.figure.headline) for one in twin],
        "said": [one.figure.shown for one in twin],
        "few": [bool(one.figure.few) for one in twin],
        "links": [one.cases for one in twin],
        "targets": [] if card.tile.by == "took" else lines(card.figure.target),
        "marks": [] if card.tile.by else marks,
    }


def unit(figure):
    return UNITS.get(figure.shape, "count")


def plain(value):
    """JSON knows no fractions."""
    return None if value is None else float(value)


def lines(target):
    """Target lines: the number that is named, both ends of a range."""
    if target is None or target.of != "headline":
        return []
    return [plain(one) for one in (target.least, target.most) if one is not None]
