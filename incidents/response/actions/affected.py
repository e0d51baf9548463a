from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.catalogue.models import TicketType
from supportdesk.errors import NotAllowed, Refused
from supportdesk.events.record import record
from tickets.desk.actions.open import open_ticket
from tickets.desk.models import Ticket
from tickets.desk.queries.front import front_queue
from tickets.desk.states import Channel

from .. import policy
from ..kinds import Kind
from ..queries import public
from .link import link

LONGEST = 2_000


@transaction.atomic
def say_affected(incident, *, by, words=""):
    """A requester is affected too (INC-26): a ticket of theirs, with their organisation and region, belongs to the
    incident, instead of a new one that somebody would have to recognise. Once: said again, it is the same ticket."""
    incident.lock()
    policy.require(by, "suspect", incident)
    told = public.live(by.person).filter(pk=incident.pk).first()
    if by.person.serves or told is None:
        raise NotAllowed("say so", limit="only: of what is announced")
    if len(words) > LONGEST:
        raise Refused(f"At most {LONGEST} characters fit here.", field="words")
    own = public.own_ticket(incident, by.person)
    if own:
        return own
    type = TicketType.objects.offered().filter(key="incident").first() or TicketType.objects.offered().first()
    component = incident.components.order_by("pk").first()
    ticket = open_ticket(
        front_queue(by.person, type),
        by=by,
        requester=by.person,
        title=told.headline,
        body=words.strip() or "I am affected too.",
        type=type,
        channel=Channel.PORTAL,
        component=component,
        source_key=f"affected-{incident.pk}-{by.person.pk}",
    )
    link(incident, by=system("rule"), tickets=[ticket.pk])
    record(Kind.AFFECTED, incident, by=by, at=clock.now(), ticket=ticket.pk, region=ticket.region_id)
    return Ticket.objects.get(pk=ticket.pk)
