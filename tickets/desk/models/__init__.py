"""Rows of the desk."""

from .clock import TicketClock, TicketMoment
from .outgoing import Outgoing, OutgoingState
from .records import Handoff, Identifier, Link, Reopening, Resolution
from .ticket import Ticket
from .words import Message, Note, Reading, Text

__all__ = [
    "Handoff",
    "Identifier",
    "Link",
    "Message",
    "Note",
    "Outgoing",
    "OutgoingState",
    "Reading",
    "Reopening",
    "Resolution",
    "Text",
    "Ticket",
    "TicketClock",
    "TicketMoment",
]
