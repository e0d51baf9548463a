"""A ticket as an operation finds and leaves it: fields, tags, and the clocks that were ended."""

from django.db.models import DateTimeField
from django.db.models.fields.related import ForeignKey

from ..models import Ticket
from ..models.values import column
from . import fields


def taken(ticket) -> dict:
    """The fields that an undo can put back, as plain values."""
    return {name: plain(getattr(ticket, column(Ticket, name))) for name in fields.FIELDS}


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def trace(before: dict, ticket) -> dict:
    """What an undo needs of what has just been done: changed fields, and the clocks that it ended."""
    ended = [clock.pk for clock in ticket.__dict__.get("_open_clocks", ()) if clock.stopped_at]
    found: dict = {"changed": fields.difference(before, taken(ticket))}
    return found | ({"clocks": ended} if ended else {})


def put_back(ticket, values: dict) -> None:
    """Put plain values on the ticket as what they are; counters, which `put` does not remember, directly."""
    for name, value in values.items():
        if name in fields.COUNTERS:
            setattr(ticket, name, value)
        else:
            ticket.put(**{name: as_field(name, value)})


def as_field(name, value):
    field = Ticket._meta.get_field(name)
    if value is None:
        return None
    if isinstance(field, ForeignKey):
        return field.related_model._base_manager.get(pk=value)
    return field.to_python(value) if isinstance(field, DateTimeField) else value
