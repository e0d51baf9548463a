"""The rollup: figures made beforehand for each hour, day, week, month and quarter in which something has changed.

It reads the same rows by the same statement as a figure that is asked live, as the machine, which sees all; and writes
only cells that differ. A cell counts how many of its facts are behind a wall, so that it is shown to nobody whom such a
ticket does not exist for.
"""

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Min

from metrics.facts.models import Fact, Stay, Touched
from supportdesk.accounts.models import Person
from supportdesk.byhand import pour

from .filters import EVERYTHING
from .kpi import Kpi, Shape
from .measuring import Ask, many
from .models import Cell, Rolled
from .registry import KPIS
from .spans import STEPS, Span

SLICES = ("queue", "category", "type", "priority", "channel", "tier", "organisation", "region", "person", "component")
PORTION, LEAP = 500, 60  # steps at a time, and how many untouched ones at most between two that were
PLACE = ("kpi", "variant", "since", "by", "key")
VALUES = ("version", "denominator", "numerator", "total", "quantiles", "walled", "apart")


@transaction.atomic
def roll(now, *, afresh=False) -> int:
    """Bring the cells up to date; answers how many were written or taken away. Two at a time wait for each other."""
    take_turn()
    rolled = Rolled.objects.first()
    marks = list(Touched.objects.values_list("pk", "stood", "since", "until"))
    spans = {kind: [(since, until or now) for _, stood, since, until in marks if stood == kind] for kind in (0, 1)}
    if afresh or rolled is None or rolled.zone != settings.TIME_ZONE or rolled.versions != versions():
        Cell.objects.exclude(kpi__in=KPIS).delete()
        spans = {kind: everything(now) for kind in spans}
        if rolled and rolled.zone != settings.TIME_ZONE:
            Cell.objects.all().delete()
    elif rolled.at < now:
        spans[1].append((rolled.at, now))
    changed = sum(rolled_up(step, touched(step, spans[0]), happened(), now) for step in STEPS)
    changed += sum(rolled_up(step, touched(step, spans[1]), standing(), now) for step in STEPS if step != "hour")
    Touched.objects.filter(pk__in=[pk for pk, *_ in marks]).delete()
    Rolled.objects.update_or_create(pk=1, defaults={"at": now, "zone": settings.TIME_ZONE, "versions": versions()})
    return changed


def take_turn():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('metrics_rollup'), 0)")


def versions() -> dict[str, int]:
    return {kpi.id: kpi.version for kpi in KPIS.values()}


def everything(now):
    """From the first fact, or the first cell if facts have gone, until now."""
    ends = [
        Fact.objects.aggregate(first=Min("at"), last=Max("at")),
        Stay.objects.aggregate(first=Min("since"), last=Max("since")),
        Cell.objects.aggregate(first=Min("since"), last=Max("since")),
    ]
    known = [one for one in ends if one["first"]]
    if not known:
        return []
    return [(min(one["first"] for one in known), max(now, *(one["last"] for one in known)))]


def touched(step, spans) -> list[Span]:
    return sorted({one for since, until in spans for one in steps_of(step, since, until)})


def steps_of(step, since, until):
    return Span(since, until).steps(step) if since < until else [Span.current(step, since)]


def happened() -> list[Kpi]:
    return [kpi for kpi in KPIS.values() if kpi.shape != Shape.SNAPSHOT]


def standing() -> list[Kpi]:
    """What is open is looked at when a day is over, whether or not anything has changed in it."""
    return [kpi for kpi in KPIS.values() if kpi.shape == Shape.SNAPSHOT]


def rolled_up(step, spans, kpis, now) -> int:
    return sum(keep(step, stretch, kpis, now) for stretch in stretches(step, spans))


def stretches(step, spans):
    """Rows of steps without a gap, each looked at by one statement: a small gap is looked at too, and nothing in it
    will differ."""
    found: list[list[Span]] = []
    for span in spans:
        if found and len(found[-1]) < PORTION and span.since - found[-1][-1].until <= LEAP * (span.until - span.since):
            found[-1] += [*Span(found[-1][-1].until, span.since).steps(step), span]
        else:
            found.append([span])
    return found


def asks(kpis, spans, now, by) -> list[Ask]:
    over = [span for span in spans if span.until <= now]
    wanted = [(kpi, over if kpi.shape == Shape.SNAPSHOT else spans) for kpi in kpis]
    return [Ask(kpi, variant, own, by) for kpi, own in wanted for variant in kpi.variants if own]


def keep(step, spans, kpis, now) -> int:
    """Write what differs in these steps: one statement counts all of them."""
    wanted = {
        (ask.kpi.id, ask.variant.key, ask.spans[number - 1].since, by, spoken(key)): values(ask, tally)
        for ask, found in counted(asks(kpis, spans, now, slices(step)))
        for (number, by, key), tally in found.items()
    }
    own = Cell.objects.filter(step=step, kpi__in=[kpi.id for kpi in kpis])
    rows = own.filter(since__gte=spans[0].since, since__lt=spans[-1].until)
    known = {row[1:6]: (row[0], row[6:]) for row in rows.values_list("pk", *PLACE, *VALUES)}
    gone = [pk for place, (pk, _) in known.items() if place not in wanted]
    new = [place for place, cell in wanted.items() if place not in known or known[place][1] != cell]
    Cell.objects.filter(pk__in=gone + [known[place][0] for place in new if place in known]).delete()
    pour(Cell, ("step", *PLACE, *VALUES), [(step, *place, *wanted[place]) for place in new])
    return len(gone) + len(new)


def counted(wanted):
    return zip(wanted, many(wanted, Person.system(), EVERYTHING), strict=True)


def slices(step):
    """An hour is kept as a whole only: nobody reads an hour by category."""
    return () if step == "hour" else SLICES


def values(ask, tally):
    shown = tally.quantiles if ask.kpi.shaped(ask.variant) != Shape.COUNT else ()
    quantiles = [one for one in shown if one is not None]
    counts = (ask.kpi.version, tally.denominator, tally.numerator, tally.total)
    return (*counts, quantiles, tally.walled, list(tally.apart))


def spoken(key) -> str:
    return "" if key is None else str(key)
