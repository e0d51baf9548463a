"""Runbooks on an incident: those at work, those that fit, and whether one has gone wrong (INC-21)."""

from kb.playbooks.models import StepOutcome
from kb.playbooks.queries import offered


def runs_of(incident):
    """Those at work first; two statements, however many there are."""
    rows = incident.runbooks.select_related("version", "begun_by", "ended_by").prefetch_related("results__by")
    return list(rows.order_by("ended_at", "-pk"))


def fitting(incident, person):
    """Patterns of how incidents are answered first, then what is bound to what is broken."""
    return offered(person, component=incident.components.first()).order_by("-live__response", "fits", "name")


def gone_wrong(steps):
    """The steps, pre-checks among them, whose last result was not as expected: before the next one the way back is
    shown."""
    return [one for one in steps if one.result and one.result.outcome == StepOutcome.FAILED]
