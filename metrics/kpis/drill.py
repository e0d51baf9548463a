"""The rows behind a figure: the very ones that it counts (MET-12)."""

from django.db.models import F

from supportdesk import clock

from . import selecting, whose
from .filters import EVERYTHING
from .measuring import instant_of
from .registry import kpi as kpi_of

PARTS = ("denominator", "numerator", "rest", "apart")


def rows(viewer, kpi_id, span, filters=EVERYTHING, variant="", part="denominator"):
    """Facts, or stays for what was open at an instant, newest first; as many as the figure says."""
    whose.require(viewer, filters)
    kpi = kpi_of(kpi_id)
    chosen = kpi.variant(variant)
    if selecting.is_snapshot(kpi, chosen):
        at = instant_of(span, clock.now())
        found = selecting.aged(chosen, selecting.stays(viewer, filters), at).order_by("opened_at", "pk")
    else:
        found = selecting.facts(kpi, chosen, viewer, filters).filter(at__gte=span.since, at__lt=span.until)
        found = found.order_by("-at", "-pk")
    found = found.annotate(flags=F("apart").bitand(kpi.mask))
    if part == "apart":
        return found.exclude(flags=0)
    kept = found.filter(flags=0)
    return kept.filter(met=part == "numerator") if part in ("numerator", "rest") else kept
