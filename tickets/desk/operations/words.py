"""What a preview says beforehand, in words."""

from datetime import datetime

from django.db.models import Count

from ..models import Message, Note
from .packing import unpacked


def said(what) -> list[tuple[str, str]]:
    """The arguments of an operation as a person reads them."""
    told = unpacked(what)
    return [(name.replace("_", " "), in_words(value)) for name, value in told.items() if value not in ("", None, [])]


def in_words(value) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value.strftime("%Y-%m-%d %H:%M UTC") if isinstance(value, datetime) else str(value)


def moved(survivor, items) -> dict:
    """How much a merge moves, and what one should know before."""
    tickets = [item.ticket for item in items]
    pks = [ticket.pk for ticket in tickets]
    others = {ticket.requester.name for ticket in tickets if ticket.requester_id != survivor.requester_id}
    notes = Note.objects.filter(ticket__in=pks).count()
    warnings = []
    if others:
        warnings.append(f"{', '.join(sorted(others))} and {survivor.requester.name} will read each other's messages.")
    if notes:
        said = "1 internal note moves along and stays" if notes == 1 else f"{notes} internal notes move along and stay"
        warnings.append(f"{said} internal.")
    told = dict(Message.objects.filter(ticket__in=pks).values_list("ticket").annotate(Count("pk")))
    return {"messages": sum(told.values()), "notes": notes, "warnings": warnings}
