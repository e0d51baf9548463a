"""Rows of the ways in."""

from .chat import ChatSource, Conversation, Utterance
from .forms import Answer, Form, FormProposal, FormVersion, Submission
from .mail import IncomingMail, Mailbox, Outcome
from .requests import AwaitedRequest

__all__ = [
    "Answer",
    "AwaitedRequest",
    "ChatSource",
    "Conversation",
    "Form",
    "FormProposal",
    "FormVersion",
    "IncomingMail",
    "Mailbox",
    "Outcome",
    "Submission",
    "Utterance",
]
