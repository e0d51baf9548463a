"""What is heard of tickets and of problems: faults that are back, links by reference, and who is told."""

import re

from django.db.models import Q

from incidents.response.kinds import Kind as Response
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person, Role
from supportdesk.errors import Refused
from supportdesk.outbound import notices
from supportdesk.outbound.models import Notification
from tickets.desk.kinds import Kind as Desk
from tickets.desk.mentions import sees
from tickets.desk.models import Link, Ticket
from tickets.desk.states import LinkKind

from .actions.gather import gather
from .actions.meet import meet
from .actions.recur import recur
from .kinds import Kind
from .models import KnownError, Problem, WorkaroundOffer
from .queries.after import maybe_back, maybe_back_by
from .states import Answer

TELLS_OF_A_FAULT = {Desk.OPENED, Desk.IDENTIFIED, Desk.CLASSIFIED, Desk.TRIAGED, Desk.RESOLVED}
TELLS_OF_AN_INCIDENT = {Response.SUSPECTED, Response.DECLARED, Response.MOVED, Response.REVISED}
REFERENCE = re.compile(r"(PRB|KE)-(\d{1,9})", re.IGNORECASE)


def look_back(events):
    """A fault that was fixed may be among these reports and incidents (PRB-09)."""
    tickets = {event.subject_id for event in events if event.kind in TELLS_OF_A_FAULT and event.via != "import"}
    incidents = {event.subject_id for event in events if event.kind in TELLS_OF_AN_INCIDENT}
    incidents |= {pk for event in events if event.kind == Kind.GATHERED for pk in event.data.get("incidents", ())}
    found = maybe_back(tickets) if tickets else []
    found += maybe_back_by(incidents) if incidents else []
    for problem in dict.fromkeys(found):
        recur(problem, by=system("clock"))


def follow_links(events):
    """A link by reference, as the desk makes them, becomes the real one where the reference is one of ours (T-24)."""
    for event in events:
        if event.kind == Desk.LINKED and event.data.get("kind") in (LinkKind.EVIDENCE_FOR, LinkKind.KNOWN_ERROR):
            link = Link.objects.select_related("ticket", "made_by").filter(pk=event.data["link"]).first()
            named = REFERENCE.fullmatch(link.reference.strip()) if link else None
            if named:
                made_real(link, named[1].upper(), int(named[2]))


def made_real(link, kind, number):
    by = Actor(link.made_by, "rule")
    try:
        if kind == "PRB" and (problem := Problem.objects.filter(pk=number).first()):
            gather(problem, by=by, tickets=[link.ticket])
        if kind == "KE" and (known_error := KnownError.objects.filter(pk=number).first()):
            meet(known_error, by=by, ticket=link.ticket)
    except Refused:
        return


def tell(events):
    """The owner and the managers of what is back, an owner of a ticket of a workaround that is offered."""
    written = [one for event in events for one in notices_of(event)]
    if written:
        notices.write(written)


def notices_of(event):
    if event.kind == Kind.RECURRED:
        problem = Problem.objects.filter(pk=event.subject_id).first()
        text = f"{problem} is back after its fix: {problem.title}"[:300] if problem else ""
        return [notice(event, pk, "problem", event.subject_id, text) for pk in hears_of(problem)] if problem else []
    if event.kind == Kind.OFFERED and event.data["owner"]:
        text = f"T-{event.subject_id}: a workaround waits for your word"
        return [notice(event, event.data["owner"], Ticket.subject, event.subject_id, text)]
    return []


def hears_of(problem):
    owner = Q(pk=problem.owner_id) if problem.owner_id else Q(pk=None)
    people = Person.objects.active().filter(owner | Q(roles__contains=[Role.SM], organisation=None))
    return list(people.order_by("pk").values_list("pk", flat=True))


def notice(event, person, subject, subject_id, text):
    return Notification(
        person_id=person,
        event_id=event.pk,
        kind=event.kind,
        subject=subject,
        subject_id=subject_id,
        text=text,
        level=Notification.Level.WARNING,
        created_at=event.recorded_at,
    )


def ask_new_owner(events):
    """A workaround that was offered while nobody owned the ticket is asked of whoever takes it."""
    taken = {event.subject_id: event for event in events if event.kind in (Desk.ASSIGNED, Desk.ACCEPTED)}
    offers = WorkaroundOffer.objects.filter(ticket__in=taken, answer=Answer.OPEN).select_related("ticket__owner")
    for offer in offers:
        owner, event = offer.ticket.owner, taken[offer.ticket_id]
        if owner and sees(owner, offer.ticket):
            text = f"{offer.ticket.reference}: a workaround waits for your word"
            notices.write([notice(event, owner.pk, Ticket.subject, offer.ticket_id, text)])
