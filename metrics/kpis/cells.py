"""Reading figures that were made beforehand: only where they say exactly what a look at the facts would say."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q

from metrics.facts.models import Touched
from tickets.desk.models.ticket import SEES_ALL

from . import selecting
from .measuring import Ask, Tallies, Tally, meant
from .models import Cell, Rolled
from .registry import KPIS
from .rolling import SLICES, versions

UNSAID = ("0", "none")


def known(asks: list[Ask], viewer, filters) -> list[Tallies | None]:
    """What `measuring.many` would answer; None for each that has to ask the facts. Three statements at most."""
    wanted = {name: "" if value in UNSAID else value for name, value in filters.query().items()}
    if not any(kept(ask, wanted) for ask in asks) or not sees_tickets(viewer):
        return [None for _ in asks]
    rolled = current()
    marks = list(Touched.objects.values_list("stood", "since", "until")) if rolled else []
    steps = [step_of(ask, wanted) if rolled and fresh(ask, rolled, marks) else "" for ask in asks]
    cells = found([(ask, step) for ask, step in zip(asks, steps, strict=True) if step], wanted)
    return [read(ask, step, cells, wanted) if step else None for ask, step in zip(asks, steps, strict=True)]


def kept(ask, wanted) -> bool:
    """There are cells for the whole and for one slice, not for two at once."""
    return len(wanted) + len(ask.by) <= 1 and {*wanted, *ask.by} <= set(SLICES)


def sees_tickets(viewer) -> bool:
    """All tickets but those behind a wall."""
    everything = viewer.serves_everybody and not SEES_ALL.isdisjoint(viewer.roles)
    return viewer.is_active and (viewer.is_system or everything)


def current() -> Rolled | None:
    """The last run, unless days begin elsewhere or something is counted otherwise since."""
    rolled = Rolled.objects.first()
    same = rolled and rolled.zone == settings.TIME_ZONE and rolled.versions == versions()
    return rolled if same else None


def step_of(ask, wanted) -> str:
    """The step that all of its spans are one of. Of anything but tickets there are few enough to count them."""
    step = ask.spans[0].step if ask.kpi.subject == "ticket" and ask.variant in KPIS[ask.kpi.id].variants else ""
    alike = all(span.step == step for span in ask.spans)
    hourly = step == "hour" and (wanted or ask.by or selecting.is_snapshot(ask.kpi, ask.variant))
    return step if alike and not hourly and kept(ask, wanted) else ""


def fresh(ask, rolled, marks) -> bool:
    """Nothing has changed in its spans since they were made."""
    since, until = min(ask.spans).since, max(span.until for span in ask.spans)
    stood = selecting.is_snapshot(ask.kpi, ask.variant)
    if stood and until > rolled.at:
        return False
    own = [(begin, end) for kind, begin, end in marks if kind == stood]
    return not any(begin <= until and (end is None or end > since) for begin, end in own)


def found(asks, wanted) -> dict:
    """(kpi, variant, step, since) -> the cells there, all read at once."""
    cells = defaultdict(list)
    if asks:
        whole = Q(by__in=[*wanted] or [""]) & about(asks)
        sliced = [Q(by__in=ask.by) & about([(ask, step)]) for ask, step in asks if ask.by]
        for cell in Cell.objects.filter(reduce(or_, sliced, whole)):
            cells[cell.kpi, cell.variant, cell.step, cell.since].append(cell)
    return cells


def about(asks) -> Q:
    begins = {span.since for ask, _ in asks for span in ask.spans}
    return Q(kpi__in={ask.kpi.id for ask, _ in asks}, step__in={step for _, step in asks}, since__in=begins)


def read(ask, step, cells, wanted) -> Tallies | None:
    """A cell with something behind a wall is for nobody: what each may count of it is counted anew."""
    answer: Tallies = {}
    for number, span in enumerate(ask.spans, 1):
        for cell in cells.get((ask.kpi.id, ask.variant.key, step, span.since), ()):
            place = (number, *place_of(cell, ask, wanted))
            if len(place) == 1:
                continue
            if cell.walled:
                return None
            answer[place] = tally(cell)
    return answer


def place_of(cell, ask, wanted) -> tuple:
    """Which part of the answer it is, if any."""
    if cell.by in wanted:
        return ("", None) if cell.key == wanted[cell.by] else ()
    if cell.by in ask.by:
        return cell.by, meant(cell.by, cell.key)
    return () if cell.by or wanted else ("", None)


def tally(cell) -> Tally:
    counts = (cell.denominator, cell.numerator, cell.total)
    return Tally(*counts, tuple(cell.quantiles), cell.walled, tuple(cell.apart))
