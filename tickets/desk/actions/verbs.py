"""What can be said to many tickets at once. Each verb says the ordinary action, so its rights, gates and events hold
for every single ticket."""

from collections.abc import Callable
from dataclasses import dataclass

from supportdesk.errors import Refused

from ..states import CancelReason, LinkKind
from .assign import assign
from .cancel import cancel
from .classify import classify
from .close import close
from .link import link
from .moves import move
from .note import note
from .offer import offer
from .prioritise import prioritise
from .reply import reply
from .resolve import resolve
from .transfer import transfer
from .triage import triage

NEWS = "Something was said or done here since the preview. Look at it, then decide again."


@dataclass(frozen=True)
class Verb:
    """`says` is told the ticket, who, the version of the preview, and the arguments. A verb that `ends` a ticket stops
    where anything at all has happened since; what is `sent` cannot be taken back."""

    label: str
    says: Callable
    ends: bool = False
    sent: bool = False

    def __call__(self, ticket, *, by, seen, previewed_at, **arguments):
        if self.ends and ticket.activity_at > previewed_at:
            raise Refused(NEWS)
        self.says(ticket, by=by, seen=seen, **arguments)


class Says:
    """The words of each verb, in the arguments that its form asks for."""

    @staticmethod
    def assign(ticket, *, by, seen, to, reason=""):
        """What a colleague owns is offered, not given away (T-21)."""
        if ticket.owner_id and to and to != by.person and to != ticket.owner:
            return offer(ticket, by=by, seen=seen, to=to, reason=reason)
        return assign(ticket, by=by, seen=seen, to=to, reason=reason)

    @staticmethod
    def tag(ticket, *, by, seen, add=(), remove=()):
        wanted = {*ticket.tags.all(), *add} - set(remove)
        return classify(ticket, by=by, seen=seen, tags=sorted(wanted, key=str))

    @staticmethod
    def prioritise(ticket, *, by, seen, priority, rationale=""):
        """Impact and urgency stay what they are."""
        weighed = {"impact": ticket.impact, "urgency": ticket.urgency, "priority": priority, "rationale": rationale}
        return prioritise(ticket, by=by, seen=seen, **weighed)

    @staticmethod
    def link(ticket, *, by, seen, **arguments):
        return link(ticket, by=by, **arguments)

    @staticmethod
    def decline(ticket, *, by, seen, other):
        """A duplicate that is not merged: its reader finds the other one by the link."""
        link(ticket, by=by, kind=LinkKind.DUPLICATE_OF, other=other)
        return cancel(ticket, by=by, seen=seen, reason=CancelReason.DUPLICATE)

    @staticmethod
    def note(ticket, *, by, seen, body):
        return note(ticket, by=by, body=body)

    @staticmethod
    def reply(ticket, *, by, seen, body):
        return reply(ticket, by=by, body=body)


VERBS = {
    "assign": Verb("Assign", Says.assign),
    "transfer": Verb("Send to another queue", transfer),
    "tag": Verb("Tags", Says.tag),
    "prioritise": Verb("Priority", Says.prioritise),
    "classify": Verb("Type and category", classify),
    "link": Verb("Link", Says.link),
    "note": Verb("Internal note", Says.note),
    "reply": Verb("Reply", Says.reply, sent=True),
    "move": Verb("Start or wait", move),
    "resolve": Verb("Resolve", resolve, ends=True),
    "close": Verb("Close", close, ends=True),
    "cancel": Verb("Cancel", cancel, ends=True),
}
ALONE = {"triage": Verb("Triage", triage), "decline": Verb("Decline as a duplicate", Says.decline)}
