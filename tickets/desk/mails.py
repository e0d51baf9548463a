"""What requesters are written: events in, mails out. A mail says that something happened and where to read it, and of
a restricted ticket nothing but its reference (COM-14). Whoever wrote by mail reads the answer by mail (COM-01); to
everybody else no mail brings the words that were said."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from supportdesk import clock
from supportdesk.outbound import letters

from .kinds import Kind
from .models import Message, Ticket
from .states import Channel

STALE = timedelta(days=3)  # what is told that late is no news
SAID = {
    Kind.OPENED: "We have opened a ticket for you.",
    Kind.REPLIED: "There is a new answer for you.",
    Kind.ASKED: "We need some answers from you to go on.",
    Kind.CHASED: "We still need your answer to go on.",
    Kind.ATTACHED: "There is a new file for you.",
    Kind.RESOLVED: "We think it is solved. Please say whether it is.",
    Kind.CLOSED: "Your ticket is closed. If it is not solved, write to us there.",
    Kind.REOPENED: "We have taken up your ticket again.",
    Kind.CANCELLED: "Your ticket was cancelled.",
}
PLAIN = "There is something new for you."


def write(events):
    """One mail per person and event, to whoever asked for help and did not do it themselves. Of what one person does
    on one ticket at a stroke, such as a reply that asks or resolves, the last says it all."""
    now = clock.now()
    heard = [one for one in events if one.subject == Ticket.subject and one.kind in SAID and one.via != "import"]
    told = {key(one): one for one in heard if one.recorded_at > now - STALE}.values()
    if not told:
        return
    known = Ticket.objects.select_related("requester").prefetch_related("co_requesters")
    tickets = known.in_bulk({one.subject_id for one in told})
    promised, answers = promises(told), answered(heard, tickets)
    letters.post(
        [
            mail(one, ticket, person, promised.get(one.data.get("message")), answers.get(key(one), ""), now)
            for one in told
            if (ticket := tickets.get(one.subject_id))
            for person in {ticket.requester, *ticket.co_requesters.all()}
            if person.pk != one.actor_id and writable(person)
        ]
    )


def key(event):
    return event.subject_id, event.actor_id


def answered(events, tickets):
    """What the desk said on tickets that came by mail, by whom and where."""
    by_mail = {pk for pk, ticket in tickets.items() if ticket.channel == Channel.EMAIL and not ticket.restricted}
    said = {one.data["message"]: key(one) for one in events if one.kind == Kind.REPLIED and one.subject_id in by_mail}
    answers: dict[tuple, str] = {}
    for message in Message.objects.filter(pk__in=said, from_desk=True).order_by("pk") if said else ():
        where = said[message.pk]
        answers[where] = "\n\n".join(filter(None, (answers.get(where), message.body)))
    return answers


def promises(events):
    """Message -> when the next update was promised."""
    named = {one.data["message"] for one in events if one.data.get("message")}
    return dict(Message.objects.filter(pk__in=named).exclude(promised_at=None).values_list("pk", "promised_at"))


def writable(person):
    return person.is_active and not person.is_machine


def mail(event, ticket, person, promised_at, answer, now):
    context = {
        "person": person,
        "ticket": ticket,
        "said": PLAIN if ticket.restricted else SAID[event.kind],
        "promised_at": None if ticket.restricted else promised_at,
        "answer": answer,
        "by_mail": ticket.channel == Channel.EMAIL,
        "address": settings.SITE_URL + reverse("ticket", args=[ticket.pk]),
    }
    with timezone.override(ZoneInfo(person.zone)):
        body = render_to_string("mail/ticket.txt", context)
    title = "" if ticket.restricted else f" {ticket.title}"
    about = {"about": ticket.subject, "about_id": ticket.pk, "now": now}
    return letters.letter(
        person.email, subject=f"[{ticket.reference}]{title}", body=body, person_id=person.pk, event_id=event.pk, **about
    )
