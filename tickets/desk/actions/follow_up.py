from django.db import transaction

from supportdesk.catalogue.models import TicketType
from supportdesk.events.record import record_all

from .. import past
from ..models import Link
from ..queries.front import front_queue
from ..states import Channel, LinkKind
from .link import linked
from .open import open_ticket
from .restrict import carry_wall

CHANNELS = {"api": Channel.API, "mail": Channel.EMAIL, "chat": Channel.CHAT}


@transaction.atomic
def follow_up(ticket, *, by, body, confirmed=(), source_key=None, at=None):
    """Open a ticket that goes on from one that is over for good, in the name of whoever writes, and
    link the two (T-29). It goes to the old one's queue as far as that still takes tickets, and is
    triaged anew. Answers with the new ticket; the same `source_key` with the one it made."""
    ticket.lock()
    now = past.instant(by, at)
    made = open_ticket(
        by=by,
        requester=by.person,
        title=ticket.title,
        body=body,
        confirmed=confirmed,
        channel=CHANNELS.get(by.via, Channel.PORTAL),
        source_key=source_key,
        at=at,
        **taken_over(ticket, by.person),
    )
    carry_wall(ticket, by=by, onto=made, at=now)
    about = {"ticket": made, "kind": LinkKind.FOLLOW_UP, "other": ticket}
    link, new = Link.objects.get_or_create(**about, defaults={"made_by": by.person, "made_at": now})
    if new:
        ticket.write(now)
        record_all(linked(link, now), by=by)
    return made


def taken_over(ticket, person):
    """What the new ticket has from the old one, as far as it is still offered (T-04)."""
    type = in_force(ticket.type) or TicketType.objects.offered().first()
    queue = in_force(ticket.queue)
    if queue is None or queue.organisation_id not in (None, person.organisation_id):
        queue = front_queue(person, type)
    category, component = in_force(ticket.category), in_force(ticket.component)
    return {"queue": queue, "type": type, "category": category, "component": component}


def in_force(thing):
    """The thing itself, or what took its place; None when it went without a successor."""
    current = thing and thing.current
    return None if current is None or current.retired_at else current
