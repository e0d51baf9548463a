"""Rows of the desk."""

from .clock import TicketClock, TicketMoment
from .records import Handoff, Identifier, Link, Reopening, Resolution
from .ticket import Ticket
from .words import Message, Note, Reading, Text

__all__ = [
    "Handoff",
    "Identifier",
    "Link",
    "Message",
    "Note",
    "Reading",
    "Reopening",
    "Resolution",
    "Text",
    "Ticket",
    "TicketClock",
    "TicketMoment",
]
