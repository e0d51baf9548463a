from datetime import date
from functools import cache

from supportdesk.byhand import rows
from supportdesk.events.models import Event

from .kinds import Kind
from .models import Calendar, Policy
from .pieces import Hours

IN_FORCE = """
SELECT DISTINCT ON (key) id FROM sla_policy WHERE effective_from <= %s ORDER BY key, effective_from DESC, version DESC
"""


def policies_in_force(at) -> list[Policy]:
    """The policies to choose from at this instant.

    One statement asks for their numbers, so that a version published a moment ago is seen by every process at once;
    the versions themselves, with targets and calendars, are read once per process.
    """
    numbers = [next(values) for values in rows(IN_FORCE, [at])]
    return [policy for policy in Policy.objects.versions(numbers) if not policy.withdrawn]


@cache
def named_hours(calendar_id) -> Hours:
    """A version of a calendar with the names of its days; it never changes."""
    row = Calendar.objects.version(calendar_id)
    return Hours(
        row.hours,
        row.name,
        row.version,
        {day: row.holiday_name(day) for day in row.holidays},
        {date.fromisoformat(day): each.get("reason", "") for day, each in row.overrides.items()},
    )


def last_verification() -> Event | None:
    """The latest look at whether the clocks say what their ledgers say."""
    return Event.objects.filter(kind=Kind.VERIFIED).order_by("-at").first()


def verified() -> dict:
    """For the health page: what the latest look has found. Before the first there is nothing to complain of."""
    last = last_verification()
    if last is None:
        return {"ok": True, "at": None}
    return {"ok": not last.data["different"], "at": last.at.isoformat(), **last.data}
