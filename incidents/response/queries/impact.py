"""Whom and what an incident reaches: counted from its tickets, and what somebody knows better (INC-11)."""

from typing import NamedTuple

from supportdesk.byhand import NAME, row, rows_of

from ..models import ImpactEdit

Field = ImpactEdit.Field
FIGURES = ("tickets", "untold", "users", "customers", "regions", "tiers", "names")
COUNTED = """
SELECT count(*), count(*) FILTER (WHERE link.told_at IS NULL), count(DISTINCT ticket.requester_id),
       count(DISTINCT ticket.organisation_id), array_agg(DISTINCT region.name) FILTER (WHERE region.id IS NOT NULL),
       array_agg(DISTINCT ticket.tier),
       array_agg(DISTINCT organisation.name) FILTER (WHERE organisation.id IS NOT NULL)
FROM response_incidentticket link
JOIN desk_ticket ticket ON ticket.id = link.ticket_id
LEFT JOIN accounts_region region ON region.id = ticket.region_id
LEFT JOIN accounts_organisation organisation ON organisation.id = ticket.organisation_id
WHERE link.incident_id = %s AND link.unlinked_at IS NULL AND ticket.merged_into_id IS NULL
"""


class Line(NamedTuple):
    """One part of the impact. `edit` is the last word of somebody, where there is one."""

    field: str
    label: str
    value: str
    counted: str
    edit: ImpactEdit | None


def counted(incident):
    """What the tickets alone tell, in one statement; a ticket that was merged counts with the one it joined."""
    found = row(COUNTED, [incident.pk])
    return {name: [] if value is None else value for name, value in zip(FIGURES, found, strict=True)}


def impact(incident):
    """`(figures, lines)`: numbers are "at least"; what somebody said stands beside what is counted."""
    figures = counted(incident)
    edits = {edit.field: edit for edit in rows_of(ImpactEdit, "incident", incident.pk, parts=(("by", NAME),))}
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
