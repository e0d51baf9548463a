"""What an incident does to one of its tickets: the ticket's own actions, said in the right words."""

from supportdesk.accounts.actor import Actor
from tickets.desk.actions.moves import move as move_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.states import CauseClass, ResolutionCode, Status

from .states import Flow

STARTABLE = (Status.TRIAGED,)
RESOLVABLE = (Status.TRIAGED, Status.IN_PROGRESS)


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


def resolve_and_say(link, by):
    """The final message was sent before the worker had come by to resolve: neither is lost. It is said first, for on
    what is resolved nothing is said."""
    at_work = link.ticket.status in RESOLVABLE
    say_final(link, by)
    if at_work:
        resolve_too(link, by)


DOES = {Flow.START: start, Flow.RESOLVE: resolve_too, Flow.FINAL: say_final, Flow.BOTH: resolve_and_say}
