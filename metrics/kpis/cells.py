"""Reading figures that were made beforehand: only where they say exactly what a look at the facts would say."""

from collections import defaultdict

from django.conf import settings

from metrics.facts.models import Touched
from tickets.desk.models.ticket import SEES_ALL

from . import selecting
from .measuring import Ask, Tallies, Tally
from .models import Cell, Rolled
from .registry import KPIS
from .rolling import SLICES, versions

UNSAID = ("0", "none")


def known(asks: list[Ask], viewer, filters, by=()) -> list[Tallies | None]:
    """What `measuring.many` would answer; None for each that has to ask the facts. Three statements at most."""
    wanted = {name: "" if value in UNSAID else value for name, value in filters.query().items()}
    named = set(wanted) | set(by)
    if not asks or len(wanted) + len(by) > 1 or not named <= set(SLICES) or not sees_tickets(viewer):
        return [None for _ in asks]
    rolled = current()
    marks = list(Touched.objects.values_list("stood", "since", "until")) if rolled else []
    steps = [step_of(ask, named) if rolled and fresh(ask, rolled, marks) else "" for ask in asks]
    cells = found([(ask, step) for ask, step in zip(asks, steps, strict=True) if step], wanted, by)
    return [read(ask, step, cells, wanted) if step else None for ask, step in zip(asks, steps, strict=True)]


def sees_tickets(viewer) -> bool:
    """All tickets but those behind a wall."""
    everything = viewer.serves_everybody and not SEES_ALL.isdisjoint(viewer.roles)
    return viewer.is_active and (viewer.is_system or everything)


def current() -> Rolled | None:
    """The last run, unless days begin elsewhere or something is counted otherwise since."""
    rolled = Rolled.objects.first()
    same = rolled and rolled.zone == settings.TIME_ZONE and rolled.versions == versions()
    return rolled if same else None


def step_of(ask, named) -> str:
    """The step that all of its spans are one of. Of anything but tickets there are few enough to count them."""
    step = ask.spans[0].step if ask.kpi.subject == "ticket" and ask.variant in KPIS[ask.kpi.id].variants else ""
    alike = all(span.step == step for span in ask.spans)
    hourly = step == "hour" and (named or selecting.is_snapshot(ask.kpi, ask.variant))
    return step if alike and not hourly else ""


def fresh(ask, rolled, marks) -> bool:
    """Nothing has changed in its spans since they were made."""
    since, until = min(ask.spans).since, max(span.until for span in ask.spans)
    stood = selecting.is_snapshot(ask.kpi, ask.variant)
    if stood and until > rolled.at:
        return False
    own = [(begin, end) for kind, begin, end in marks if kind == stood]
    return not any(begin <= until and (end is None or end > since) for begin, end in own)


def found(asks, wanted, by) -> dict:
    """(kpi, variant, step, since) -> the cells there, all read at once."""
    if not asks:
        return {}
    begins = {span.since for ask, _ in asks for span in ask.spans}
    names = {"kpi__in": {ask.kpi.id for ask, _ in asks}, "step__in": {step for _, step in asks}}
    cells = defaultdict(list)
    for cell in Cell.objects.filter(since__in=begins, by__in={"", *wanted, *by}, **names):
        cells[cell.kpi, cell.variant, cell.step, cell.since].append(cell)
    return cells


def read(ask, step, cells, wanted) -> Tallies | None:
    """A cell with something behind a wall is for nobody: what each may count of it is counted anew."""
    answer: Tallies = {}
    for number, span in enumerate(ask.spans, 1):
        for cell in cells.get((ask.kpi.id, ask.variant.key, step, span.since), ()):
            if cell.walled:
                return None
            if cell.by in wanted:
                answer |= {(number, "", None): tally(cell)} if cell.key == wanted[cell.by] else {}
            elif cell.by:
                answer[number, cell.by, meant(cell)] = tally(cell)
            elif not wanted:
                answer[number, "", None] = tally(cell)
    return answer


def meant(cell):
    """The value as a row has it: a number, a word, or unknown."""
    if cell.by in ("channel", "tier"):
        return cell.key
    return int(cell.key) if cell.key else None


def tally(cell) -> Tally:
    counts = (cell.denominator, cell.numerator, cell.total)
    return Tally(*counts, tuple(cell.quantiles), cell.walled, tuple(cell.apart))
