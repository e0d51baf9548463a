"""What a ticket's page shows, made from what the queries read."""

from dataclasses import dataclass, field
from functools import partial

from supportdesk import clock, live
from supportdesk.accounts.actor import actor
from supportdesk.accounts.mask import mask_person, veil
from supportdesk.accounts.models import Person
from supportdesk.approvals import policy as answering
from supportdesk.approvals.queries import of_thing
from supportdesk.files import coming
from tickets.sla.models import Goal

from .. import configured, policy, silence, surroundings, workflow
from ..kinds import Kind
from ..models import Ticket
from ..queries import moves, timeline
from ..queries.beside import last_resolution, read_beside
from ..queries.details import latest_clocks
from ..queries.files import files_of, stand
from ..queries.links import links_of
from ..queries.reviews import to_review
from ..queries.timeline import public_name, writer_name
from ..queries.walls import wall_of
from ..queries.writing import around
from ..readings import mark_read
from ..states import IdentifierKind, Status
from .deadline import deadline
from .words import OWN_CATEGORY, OWN_WORDS

ORDER = list(Goal.values)
FOLD = 4
SHOWN = 200  # stretches of a conversation; the earlier ones are one press away


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
    """The ticket with its names, tags and identifiers, or nothing when this person may not know of it."""
    ticket = next(iter(Ticket.objects.visible_to(request.user).filter(pk=pk)), None)
    if ticket is None:
        return None
    return named(request, ticket)


def named(request, ticket):
    """With what stands beside it, read now: after a change some of it is another."""
    read_beside(ticket)
    if request.user.sits_lightly:
        veil(request.user, ticket.requester)
    return ticket


def context(request, ticket, *, mark=True):
    """All that the fragments of a ticket's page need, for whoever reads it."""
    by = actor(request)
    now = mark_read(ticket, request.user) if mark else clock.now()
    entries = timeline.entries(ticket, request.user)
    if request.user.sits_lightly:
        veil_entries(request.user, entries)
    told, whole = stretches(entries), bool(request.GET.get("whole"))
    return {
        "ticket": ticket,
        "actor": by,
        "rules": policy.can,
        "moves": [(name, workflow.MOVES[name]) for name in moves.moves_open_to(ticket, by)],
        "stretches": told if whole else told[-SHOWN:],
        "earlier": 0 if whole else max(0, len(told) - SHOWN),
        "whole": whole,
        "newest": max((entry.event.pk for entry in entries), default=0),
        "heard": heard(ticket, request.user),
        "stream": live.address(names_for(ticket, request.user)),
        "writer": writer_name(ticket.pk, request.user.pk),
        "around": around(ticket, request.user),
        "now": now,
        "findings": [],
        "fresh": [],
        "own_label": OWN_WORDS[ticket.status],
        "own_category": OWN_CATEGORY[Status(ticket.status)],
        "reopens": silence.reopens(ticket, now, configured.reopen_days(now)),
        "status_labels": configured.StatusLabels(),
        "form": None,
        "sent": None,
        "said_form": None,
        "mode": "reply",
        **coming.shown(request),
        "attached_alone": partial(alone, stand(entries, removable(ticket, by))),
    } | (
        desk(ticket, request.user, now)
        | {"approvals": asked(entries, ticket, by), "reviews": handed_in(entries, ticket, by)}
        if request.user.serves
        else portal(ticket, entries, now)
    )


def portal(ticket, entries, now):
    """What only the requester's page shows: when they hear next, and what a solution means for them."""
    return {
        "next_update": next_update(ticket, entries) if ticket.is_live else None,
        "solution": last_resolution(ticket) if ticket.resolved_at else None,
        "closes_at": ticket.close_at if ticket.status == Status.RESOLVED else None,
        "reopens_until": silence.reopens_until(ticket, configured.reopen_days(now)),
        "answer_form": None,
        "now": now,
    }


def next_update(ticket, entries):
    """What the last answer promised (COM-02); without one, what the policy promises."""
    said = [entry.message for entry in entries if entry.message and entry.message.from_desk]
    if said and said[-1].promised_at:
        return said[-1].promised_at
    running = latest_clocks([ticket.pk], goals=[Goal.NEXT_UPDATE.value])[ticket.pk]
    return next((one.due_at for one in running if one.since is not None and one.stopped_at is None), None)


def handed_in(entries, ticket, by):
    """Replies on it that the reader may look at; where the history names any."""
    if not any(entry.kind == Kind.REVIEW_ASKED for entry in entries):
        return []
    return [one for one in to_review(by) if one.ticket_id == ticket.pk]


def asked(entries, ticket, by):
    """What was asked and said about it, each with whether the reader may answer; where the history names any."""
    if not any(entry.kind.startswith("approval.") for entry in entries):
        return []
    return [(one, one.state == "asked" and answering.can(by, "decide_approval", one)) for one in of_thing(ticket)]


def removable(ticket, by):
    """The files, and of each whether its reader may take it away: the desk any, a requester what they sent."""
    files = files_of(ticket, by.person) if ticket.filed else []
    may = bool(files) and policy.can(by, "detach", ticket)
    for one in files:
        one.removable = may and (by.person.serves or one.added_by_id == by.person.pk)
    return files


def alone(known, entry):
    """The files that came by themselves with this event."""
    return [known[pk] for pk in entry.event.data.get("attachments", []) if pk in known]


def names_for(ticket, person):
    """What the page listens to; nothing of a requester's is ever held."""
    held = [writer_name(ticket.pk, person.pk)] if person.serves else []
    return [heard(ticket, person), *held]


def heard(ticket, person):
    """What is said when the ticket changes; to a requester only when it is something public."""
    return f"ticket-{ticket.pk}" if person.serves else public_name(ticket.pk)


def veil_entries(viewer, entries):
    """A light seat reads what requesters wrote, not who they are (ROLE-06)."""
    people = Person.objects.in_bulk({entry.event.actor_id for entry in entries})
    for entry in entries:
        if entry.event.actor_id in people:
            entry.event.actor_name = mask_person(viewer, people[entry.event.actor_id]).name
        word = entry.note or entry.message
        if word:
            veil(viewer, word.author)


def desk(ticket, person, now):
    """What only the desk reads."""
    solved = ticket.resolved_at or ticket.reopen_count
    return {
        "wall": wall_of(ticket),
        "clocks": clocks(ticket, now),
        "links": list(links_of(ticket, person)) if ticket.linked else [],
        "tags": ticket.tag_names,
        "surroundings": surroundings.spoken(ticket.surroundings),
        "supported": surroundings.supported(ticket.surroundings.get("version", ""), configured.oldest_version()),
        "identifiers": [(IdentifierKind(kind).label, value) for kind, value in ticket.known],
        "resolution": last_resolution(ticket) if solved else None,
    }


def clocks(ticket, now):
    """The latest clock of each goal, in the order of a ticket's life."""
    latest = latest_clocks([ticket.pk], kept=True)[ticket.pk]
    return [deadline(row, now) for row in sorted(latest, key=lambda row: ORDER.index(row.goal))]
