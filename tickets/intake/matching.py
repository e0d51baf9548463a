"""Which ticket a mail belongs to: by a reference that nobody guesses *and* by a party of that ticket. Either alone only
suggests (peers: mail lands in the wrong ticket, even another customer's)."""

import re
from dataclasses import dataclass

from supportdesk.outbound.letters import host
from supportdesk.outbound.models import Mail
from tickets.desk.models import Ticket

from . import trust
from .models import IncomingMail, Outcome

HINT = re.compile(r"\[T-(\d{1,15})\]")
JOINED = (Outcome.OPENED, Outcome.REPLIED)


@dataclass(frozen=True)
class Match:
    """`ticket` it joins, or the one it may belong to, for a person to look at."""

    ticket: Ticket | None = None
    suggested: Ticket | None = None


def match(letter, person, mailbox, vouched: str) -> Match:
    """`vouched`: what our own server says of the sender. With a pass a number in the subject is reference enough."""
    named = referred(letter, mailbox)
    hinted = hints(letter) if vouched == trust.PASS else []
    for ticket in known([*named, *hinted]):
        if is_party(person, ticket):
            return Match(ticket=ticket)
    return Match(suggested=next(iter(known([*named, *hints(letter)])), None))


def referred(letter, mailbox) -> list[int]:
    """By the ids of mails of ours, each drawn by lot for one reader, and of mails that joined a ticket before."""
    ours = Mail.objects.filter(message_id__in=letter.references, about=Ticket.subject)
    theirs = IncomingMail.objects.filter(mailbox=mailbox, letter_id__in=letter.references, outcome__in=JOINED)
    found = dict(ours.values_list("message_id", "about_id")) | dict(theirs.values_list("letter_id", "ticket"))
    return [number for one in letter.references if (number := found.get(one))]


def hints(letter) -> list[int]:
    """What anybody could write: a number in the subject, or the name of a thread."""
    thread = re.compile(rf"<ticket-(\d{{1,15}})@{re.escape(host())}>")
    told = [found[1] for one in letter.references if (found := thread.fullmatch(one))]
    return [int(number) for number in [*HINT.findall(letter.subject)[:3], *told[:3]]]


def known(numbers) -> list[Ticket]:
    """In this order; of a merged one whatever speaks for it."""
    wanted = list(dict.fromkeys(numbers))
    found = Ticket.objects.select_related("merged_into").in_bulk(wanted) if wanted else {}
    return [heir(found[number]) for number in wanted if number in found]


def heir(ticket):
    while ticket.merged_into:
        ticket = ticket.merged_into
    return ticket


def is_party(person, ticket) -> bool:
    return person is not None and (ticket.requester_id == person.pk or ticket.co_requesters.contains(person))
