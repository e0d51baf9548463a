"""Rows of the desk."""

from .asks import Ask, AskPart, AskState, Inquiry
from .attachment import Attachment
from .clock import InquiryClock, InquiryMoment, TicketClock, TicketMoment
from .drafts import Draft, DraftKind
from .limit import WipLimit
from .macro_use import MacroUse
from .operation import ItemState, Operation, OperationItem, OperationKind, OperationState
from .outgoing import Outgoing, OutgoingState
from .plan import Plan, TimeBox, TimeBoxAnswer, TimeBoxRule
from .records import Handoff, Identifier, Link, Reopening, Resolution
from .restriction import Restriction
from .run import PlaybookRun, StepResult
from .ticket import Ticket
from .watch import Watch, WatchLevel
from .words import Message, Note, Reading, Text

__all__ = [
    "Ask",
    "AskPart",
    "AskState",
    "Attachment",
    "Draft",
    "DraftKind",
    "Handoff",
    "Identifier",
    "Inquiry",
    "InquiryClock",
    "InquiryMoment",
    "ItemState",
    "Link",
    "MacroUse",
    "Message",
    "Note",
    "Operation",
    "OperationItem",
    "OperationKind",
    "OperationState",
    "Outgoing",
    "OutgoingState",
    "Plan",
    "PlaybookRun",
    "Reading",
    "Reopening",
    "Resolution",
    "Restriction",
    "StepResult",
    "Text",
    "Ticket",
    "TicketClock",
    "TicketMoment",
    "TimeBox",
    "TimeBoxAnswer",
    "TimeBoxRule",
    "Watch",
    "WatchLevel",
    "WipLimit",
]
