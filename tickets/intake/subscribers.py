"""Who hears that a mail did not arrive (COM-18): whoever owns the ticket it was about, else the leads of its team. And
what mail that came in does when somebody redacts its ticket."""

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Membership
from supportdesk.outbound import notices
from supportdesk.outbound.kinds import Kind
from supportdesk.outbound.models import Mail, Notification
from tickets.desk.kinds import Kind as TicketKind
from tickets.desk.models import Ticket

from .actions.handle import forget_raw

LOST = {
    Kind.BOUNCED: "{reference}: a mail to {whom} came back; it did not arrive",
    Kind.GIVEN_UP: "{reference}: a mail to {whom} could not be sent and was given up",
}


def tell_of_lost_mails(events):
    lost = [event for event in events if event.kind in LOST and event.data.get("about") == Ticket.subject]
    if not lost:
        return
    tickets = Ticket.objects.select_related("queue").in_bulk({event.data["about_id"] for event in lost})
    mails = Mail.objects.select_related("person").in_bulk({event.subject_id for event in lost})
    notices.write(
        [
            notice(event, person, ticket, mails.get(event.subject_id))
            for event in lost
            if (ticket := tickets.get(event.data["about_id"]))
            for person in hearers(ticket)
        ]
    )


def hearers(ticket):
    if ticket.owner_id:
        return [ticket.owner_id]
    leads = Membership.objects.filter(team=ticket.queue.team_id, lead=True, person__is_active=True)
    return [] if ticket.restricted else list(leads.values_list("person_id", flat=True))


def notice(event, person_id, ticket, mail):
    whom = mail.person if mail and mail.person else "the requester"
    text = ticket.reference if ticket.restricted else LOST[event.kind].format(reference=ticket.reference, whom=whom)
    return Notification(
        person_id=person_id,
        event_id=event.pk,
        kind=event.kind,
        subject=Ticket.subject,
        subject_id=ticket.pk,
        text=text[:300],
        level=Notification.Level.WARNING,
        created_at=event.recorded_at,
    )


def forget_redacted(events):
    """What was taken out of a ticket stands in no mail to it either: there it is packed, so the mail goes whole
    (SEC-03)."""
    redacted = {event.subject_id for event in events if event.kind == TicketKind.REDACTED}
    for ticket in Ticket.objects.filter(pk__in=redacted):
        forget_raw(ticket, by=system("clock"))
