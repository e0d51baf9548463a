"""A field's value as its column keeps it, and as the log says it."""

from django.db import models


def column(kind: type[models.Model], name: str) -> str:
    """Where a field keeps its value: a reference in its id."""
    field = kind._meta.get_field(name)
    return field.attname if isinstance(field, models.Field) else field.name


def kept(value):
    """A value as its column keeps it: two people of one name are two."""
    return value.pk if isinstance(value, models.Model) else value


def spoken(thing: models.Model, name: str):
    """A field's value as the log keeps it: numbers, text and references by name."""
    value = getattr(thing, name)
    if value is None or isinstance(value, (int, str, bool)):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def stands(ticket) -> dict:
    """Ids and codes that figures are sliced by, for the log: what it was then, whatever it became."""
    return {
        "status": ticket.status,
        "waiting": ticket.waiting_reason,
        "queue": ticket.queue_id,
        "type": ticket.type_id,
        "category": ticket.category_id,
        "component": ticket.component_id,
        "priority": ticket.working_priority,
        "channel": ticket.channel,
        "tier": ticket.tier,
        "region": ticket.region_id,
        "owner": ticket.owner_id,
    }
