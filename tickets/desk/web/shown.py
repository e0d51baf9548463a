"""What a ticket's page and a queue's row show, made from what the queries read."""

from dataclasses import dataclass, field

from supportdesk import clock, live
from supportdesk.accounts.actor import Actor
from tickets.sla.models import Goal

from .. import policy, workflow
from ..models import Reading, Ticket, TicketClock
from ..queries import lists, moves, timeline
from .deadline import Deadline, deadline

RELATED = ("requester__organisation", "organisation", "owner", "queue", "type", "category__parent", "component")
RELATED += ("offered_to",)
ORDER = list(Goal.values)
FOLD = 4


def actor(request):
    return Actor(request.user, "browser")


@dataclass(frozen=True)
class Row:
    ticket: Ticket
    deadline: Deadline | None
    unread: bool

    @property
    def tags(self):
        return [tag.name for tag in self.ticket.shown_tags]


def rows(tickets):
    now = clock.now()
    return [Row(ticket, row_deadline(ticket, now), lists.is_unread(ticket)) for ticket in tickets]


def row_deadline(ticket, now):
    shown = lists.next_clock(ticket)
    return deadline(shown, now) if shown else None


@dataclass
class Stretch:
    """What was said stands alone; what merely happened in between folds."""

    said: timeline.Entry | None = None
    quiet: list = field(default_factory=list)

    @property
    def folds(self):
        return len(self.quiet) > FOLD


def stretches(entries):
    made = []
    for entry in entries:
        if entry.message or entry.note:
            made.append(Stretch(said=entry))
        elif made and made[-1].said is None:
            made[-1].quiet.append(entry)
        else:
            made.append(Stretch(quiet=[entry]))
    return made


def found(request, pk):
    """The ticket, or nothing when this person may not know of it."""
    return Ticket.objects.visible_to(request.user).select_related(*RELATED).filter(pk=pk).first()


def context(request, ticket):
    """All that the fragments of a ticket's page need, for whoever reads it."""
    by = actor(request)
    entries = timeline.entries(ticket, request.user)
    return {
        "ticket": ticket,
        "actor": by,
        "rules": policy.can,
        "moves": [(name, workflow.MOVES[name]) for name in moves.moves_open_to(ticket, by)],
        "stretches": stretches(entries),
        "newest": max((entry.event.pk for entry in entries), default=0),
        "clocks": clocks(ticket) if request.user.serves else [],
        "stream": live.address([f"ticket-{ticket.pk}"]),
        "side": side(ticket) if request.user.serves else None,
    }


def clocks(ticket):
    """The latest clock of each goal, in the order of a ticket's life."""
    now = clock.now()
    latest = {row.goal: row for row in ticket.clocks.filter(cancelled=False).order_by("pk")}
    return [deadline(latest[goal], now) for goal in sorted(latest, key=ORDER.index)]


def side(ticket):
    return {
        "tags": list(ticket.tags.all()),
        "identifiers": list(ticket.identifiers.all()),
        "links": list(ticket.links.select_related("other").order_by("pk")),
        "linked_from": list(ticket.linked_from.select_related("ticket").order_by("pk")),
        "resolutions": list(ticket.resolutions.select_related("resolved_by")),
    }


def mark_read(request, ticket):
    """Reading is not work on the ticket: it changes no version and tells nobody."""
    Reading.objects.bulk_create(
        [Reading(person=request.user, ticket=ticket, read_at=clock.now())],
        update_conflicts=True,
        unique_fields=["person", "ticket"],
        update_fields=["read_at"],
    )


def newest_clock(ticket, goal):
    return TicketClock.objects.filter(ticket=ticket, goal=goal).select_related("policy").order_by("-pk").first()
