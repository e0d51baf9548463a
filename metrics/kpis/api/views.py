"""Figures for other programs: the same readings as the boards', and the cases behind each (MET-12, MET-24)."""

from contextlib import contextmanager
from dataclasses import replace

from django.http import Http404

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.api import pages
from supportdesk.api.errors import malformed
from supportdesk.api.rows import RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer
from supportdesk.errors import NotAllowed, Refused

from .. import aims, reading, registry, whose
from ..boards import BOARDS, PERIODS, Tile
from ..cases import thing_of
from ..drill import PARTS, rows
from ..filters import Filters
from ..measuring import SLICED
from ..period import Period, span_of
from ..sight import require_sight
from . import told

NAMES = tuple(Filters.__dataclass_fields__)
WHEN = (
    parameter("period", "Which kind of period.", schema={"type": "string", "enum": list(PERIODS)}),
    parameter("at", "A day in it; without one, the period that runs.", schema={"type": "string", "format": "date"}),
)
NARROW = tuple(parameter(name, f"Only of this {name}.", schema={"type": "string"}) for name in NAMES)
VARIANT = parameter("variant", "Another way to count it, by its key.", schema={"type": "string"})


@contextmanager
def parameters():
    """What an address says wrongly is a fault of the parameter that says it."""
    try:
        yield
    except NotAllowed:
        raise
    except Refused as refusal:
        raise malformed(refusal.message, "invalid", parameter=refusal.field) from refusal


class FigureView(ApiView):
    """What they share: for whom there are figures, which time, which part of the desk."""

    scopes = {"GET": "tickets:read"}

    def asked(self, name="week"):
        if not whose.reads(self.viewer):
            raise Http404
        with parameters():
            period = Period.read(self.request.GET, self.now(self.request), name=name)
            filters = Filters.read(self.request.GET)
        require_sight(Actor(self.viewer, "api"), filters)
        return period, filters


def figure_shown(one):
    coverage = one.coverage or (None, None)
    plain = {name: floated(getattr(one, name)) for name in ("mean", "p50", "p90")}
    same = {name: getattr(one, name) for name in ("shown", "numerator", "denominator", "few", "judged")}
    about = {"figure": one.kpi.id, "variant": one.variant.key, "since": one.span.since, "until": one.span.until}
    key = None if one.key is None else str(one.key)
    more = {"left_out": one.apart, "answered": coverage[0], "asked": coverage[1]}
    return about | same | plain | more | {"key": key, "value": floated(one.headline)}


def floated(value):
    return None if value is None else float(value)


def definition(kpi):
    names = ("id", "name", "sentence", "version", "clock", "shape", "direction", "numerator", "denominator")
    same = {name: getattr(kpi, name) for name in names}
    lists = {"exclusions": list(kpi.exclusions), "pairs": list(kpi.pairs)}
    written = aims.said(kpi, clock.now())
    return same | lists | {"variants": [one.key for one in kpi.variants], "targets": [written] if written else []}


def kpi_of(name, variant=""):
    """404 for a figure that nobody has defined, 400 for a way that it is not counted."""
    try:
        found = registry.kpi(name)
    except LookupError as error:
        raise Http404 from error
    try:
        found.variant(variant)
    except LookupError as error:
        raise malformed(str(error), "invalid_choice", parameter="variant") from error
    return found


class Kpis(FigureView):
    """Every figure that is defined."""

    tells = {"GET": (200, page_of(told.KpiDefinition, cursors=False))}

    def get(self, request):
        self.asked()
        return answer({"results": [definition(one) for one in registry.KPIS.values()]})


class OneKpi(FigureView):
    """One figure over a period. `by`: its slices instead of its course."""

    parameters = frozenset({"period", "at", "variant", "by", *NAMES})
    query = (*WHEN, VARIANT, parameter("by", "Sliced by.", schema={"type": "string", "enum": list(SLICED)}), *NARROW)
    tells = {"GET": (200, told.KpiReading)}

    def get(self, request, kpi):
        period, filters = self.asked()
        by, variant = request.GET.get("by", ""), request.GET.get("variant", "")
        if by not in ("", *SLICED):
            raise malformed(f"Slice by one of {', '.join(SLICED)}.", "invalid_choice", parameter="by")
        (card,) = reading.cards(self.viewer, [Tile(kpi_of(kpi, variant).id, variant, by)], period, filters)
        points = [figure_shown(one) for one in card.points]
        return answer({"figure": figure_shown(card.figure), "before": figure_shown(card.before), "points": points})


class KpiCases(FigureView, RowsView):
    """The cases that a figure counts between two instants, as many as it says."""

    parameters = pages.PARAMETERS | {"since", "until", "variant", "part", *NAMES}
    query = (
        parameter("since", "From this instant on.", schema={"type": "string", "format": "date-time"}),
        parameter("until", "Before this instant.", schema={"type": "string", "format": "date-time"}),
        parameter("part", "Which of them.", schema={"type": "string", "enum": list(PARTS)}),
        VARIANT,
        *NARROW,
    )
    tells = {"GET": (200, page_of(told.KpiCase))}

    def rows(self):
        variant, part = self.request.GET.get("variant", ""), self.request.GET.get("part", "denominator")
        kpi = kpi_of(self.kwargs["kpi"], variant)
        if part not in PARTS:
            raise malformed(f"A part is one of {', '.join(PARTS)}.", "invalid_choice", parameter="part")
        _, filters = self.asked()
        with parameters():
            span = span_of(self.request.GET)
        return rows(self.viewer, kpi.id, span, filters, variant, part=part)

    def get(self, request, **_):
        return super().get(request)

    def shown(self, one):
        subject, number = thing_of(one)
        at = getattr(one, "at", None) or one.opened_at
        same = {"id": one.pk, "subject": subject, "subject_id": number, "event": one.event_id}
        return same | {"at": at, "measure": getattr(one, "measure", None), "met": bool(one.met)}


class OneBoard(FigureView):
    """A board as the page shows it."""

    parameters = frozenset({"period", "at", *NAMES})
    query = (*WHEN, *NARROW)
    tells = {"GET": (200, told.Board)}

    def get(self, request, board):
        if board not in BOARDS:
            raise Http404
        named = BOARDS[board]
        period, filters = self.asked(named.period)
        if board == "personal":
            filters = replace(filters, person=filters.person or self.viewer.pk)
        cards = reading.read(self.viewer, named, period, filters)
        about = {"board": board, "since": period.span.since, "until": period.span.until}
        return answer(about | {"person": self.person(filters), "tiles": [tile_shown(one) for one in cards]})

    def person(self, filters):
        found = Person.objects.filter(pk=filters.person).first() if filters.person else None
        return found and {"id": found.pk, "name": found.name}


def tile_shown(card):
    partner = figure_shown(card.partner) if card.partner else None
    same = {
        "figure": figure_shown(card.figure) | {"judged": card.judged},
        "before": figure_shown(card.before),
        "partner": partner,
    }
    return {"key": card.key, "name": card.kpi.name} | same | {"points": [figure_shown(one) for one in card.points]}
