"""Rows of the ways in."""

from .forms import Answer, Form, FormProposal, FormVersion, Submission
from .mail import IncomingMail, Mailbox, Outcome
from .requests import AwaitedRequest

__all__ = [
    "Answer",
    "AwaitedRequest",
    "Form",
    "FormProposal",
    "FormVersion",
    "IncomingMail",
    "Mailbox",
    "Outcome",
    "Submission",
]
