"""Whom and what an incident reaches: counted from its tickets, and what somebody knows better (INC-11)."""

from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q

from ..models import ImpactEdit

Field = ImpactEdit.Field


class Line(NamedTuple):
    """One part of the impact. `edit` is the last word of somebody, where there is one."""

    field: str
    label: str
    value: str
    counted: str
    edit: ImpactEdit | None


def counted(incident):
    """What the tickets alone tell, in one statement; a ticket that was merged counts with the one it joined."""
    distinct: Any = {"distinct": True}
    return incident.links.live().filter(ticket__merged_into=None).aggregate(
        tickets=Count("ticket"),
        untold=Count("ticket", filter=Q(told_at=None)),
        users=Count("ticket__requester", **distinct),
        customers=Count("ticket__organisation", **distinct),
        regions=ArrayAgg("ticket__region__name", filter=Q(ticket__region__isnull=False), default=[], **distinct),
        tiers=ArrayAgg("ticket__tier", default=[], **distinct),
        names=ArrayAgg("ticket__organisation__name", filter=Q(ticket__organisation__isnull=False), default=[],
                       **distinct),
    )  # fmt: skip


def impact(incident):
    """`(figures, lines)`: numbers are "at least"; what somebody said stands beside what is counted."""
    figures = counted(incident)
    edits = {edit.field: edit for edit in incident.impact_edits.select_related("by")}
    spoken = {
        Field.USERS: str(figures["users"]),
        Field.CUSTOMERS: str(figures["customers"]),
        Field.REGIONS: ", ".join(sorted(figures["regions"])),
        Field.TIERS: ", ".join(sorted(figures["tiers"])),
        Field.FEATURES: incident.features,
        Field.BUSINESS: "",
    }
    lines = [line(field, spoken[field], edits.get(field)) for field in spoken]
    return figures, lines


def line(field, counts, edit):
    value = edit.value if edit else counts
    if field in (Field.USERS, Field.CUSTOMERS):
        value = str(max(int(value), int(counts)))
    return Line(field.value, field.label, value, counts, edit)
