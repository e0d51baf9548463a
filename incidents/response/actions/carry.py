import structlog
from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.desk.actions.moves import move as move_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.states import CauseClass, ResolutionCode, Status

from .. import timers
from ..kinds import Kind
from ..models import Incident, IncidentTicket
from ..states import Audience, Flow

log = structlog.get_logger(__name__)
STARTABLE = (Status.TRIAGED,)
RESOLVABLE = (Status.TRIAGED, Status.IN_PROGRESS)


@transaction.atomic
def carry_next(*, by):
    """Do to one ticket what its incident has to do to it, by the ticket's own action; answers whether there was one.
    What is refused is said in words on the ticket and on the sweep, and stops no other."""
    now = clock.now()
    due = IncidentTicket.objects.filter(flow_due_at__lte=now).order_by("flow_due_at", "pk")
    link = due.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if link is None:
        return False
    try:
        with transaction.atomic():
            DOES[Flow(link.flow)](link, by)
            link.flow_words = ""
            if link.flow == Flow.FINAL:
                link.told_at = now
    except Refused as refusal:
        link.flow_words = refusal.message[:500]
        about = {"incident": link.incident_id, "flow": link.flow}
        record(Kind.FLOW_REFUSED, link.ticket, by=by, at=now, text={"why": link.flow_words}, **about)
    link.flow_due_at = None
    link.save(update_fields=["flow_due_at", "flow_words", "told_at"])
    if link.flow == Flow.FINAL:
        end_when_told(link.incident_id, now, by)
    return True


def start(link, by):
    """Work begins where it can; a ticket that waits or is not triaged yet stays as it is."""
    ticket = link.ticket
    if ticket.status in STARTABLE:
        move_ticket(ticket, by=by, seen=None, action="start", reason=f"INC-{link.incident_id} is investigated.")


def resolve_too(link, by):
    """Resolved with the words of the incident. It closes like any other: when its requester confirms."""
    ticket, incident = link.ticket, link.incident
    if ticket.status in RESOLVABLE:
        resolve(ticket, by=by, seen=None, **record_of(incident))


def record_of(incident):
    done = f"Solved with {incident.reference}: {incident.title}"
    return {
        "happened": incident.summary or incident.title,
        "cause_class": incident.cause_class or CauseClass.PLATFORM_INCIDENT,
        "root_cause": incident.cause,
        "steps": done,
        "verification": f"The recovery of {incident.reference} was verified for all.",
        "advice": "Please try again.",
        "prevention": f"See {incident.reference}.",
        "code": ResolutionCode.FIXED,
    }


def say_final(link, by):
    """An ordinary reply of whoever sent it, once: the key is the incident's."""
    sender = Actor(link.flow_by or by.person, "rule")
    key = f"incident-{link.incident_id}-final-{link.ticket_id}"
    reply(link.ticket, by=sender, body=link.incident.final_message, source_key=key)


def end_when_told(incident_id, now, by):
    """With the last one told the closing message is sent, and no update is due any more."""
    incident = Incident.objects.get(pk=incident_id)
    if not incident.links.untold().exists():
        incident.lock()
        timers.updated(incident, Audience.EXTERNAL, now, by=by)


DOES = {Flow.START: start, Flow.RESOLVE: resolve_too, Flow.FINAL: say_final}
