"""What a ticket's fields were, are, and become again. Pure: dicts of plain values in and out.

An undo puts back groups of fields, whole or not at all: whoever has moved a ticket on since keeps their status, with
everything that belongs to it.
"""

from collections.abc import Mapping
from typing import NamedTuple

GROUPS = {
    "status": (
        *("status", "status_since", "waiting_reason", "waiting_for", "waiting_until"),
        *("resolved_at", "closed_at", "close_at", "confirmed_at", "merged_into"),
    ),
    "priority": ("impact", "urgency", "priority_suggested", "priority", "priority_rationale"),
    "owner": ("owner", "offered_to"),
    "queue": ("queue",),
    "type": ("type",),
    "category": ("category",),
    "component": ("component",),
    "title": ("title",),
}
COUNTERS = ("reopen_count", "handoff_count", "transfer_count")
FIELDS = (*(name for names in GROUPS.values() for name in names), *COUNTERS)

Changed = dict[str, list]


class Plan(NamedTuple):
    """What to put back, and the groups that somebody else has changed since."""

    values: dict
    kept: tuple[str, ...]


def difference(before: Mapping, after: Mapping) -> Changed:
    """{field: [before, after]} of whatever differs."""
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def plan(changed: Mapping, present: Mapping) -> Plan:
    """What an undo of `changed` may put back on a ticket that is as `present` by now."""
    values: dict = {}
    kept = []
    for group, names in GROUPS.items():
        mine = [name for name in names if name in changed]
        if all(present[name] == changed[name][1] for name in mine):
            values |= {name: changed[name][0] for name in mine}
        elif any(present[name] != changed[name][0] for name in mine):
            kept.append(group)
    for name in COUNTERS:
        if name in changed:
            before, after = changed[name]
            values[name] = max(0, present[name] - (after - before))
    return Plan(values, tuple(kept))


def merged_sets(before: set, after: set, present: set) -> set:
    """A set with its change taken back: what was added goes, what was taken away returns, the rest stays as it is."""
    return (present - (after - before)) | (before - after)
