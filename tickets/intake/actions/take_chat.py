from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actions.admit import admit
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import TicketType
from supportdesk.errors import Refused
from supportdesk.events.record import record
from supportdesk.outbound.sources import require_answering
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.queries.front import front_queue
from tickets.desk.states import Channel

from .. import enclosing, matching
from ..kinds import Kind
from ..models import ChatSource, Conversation, Utterance

OTHER = "This conversation was begun from another address."
CLOSED = "The account of this address takes part in no chat."
NOWHERE = "No queue takes tickets of this address."


@transaction.atomic
def take_chat(source, *, by, message_id, conversation, email, text, name="", subject=""):
    """What somebody says in a chat: a conversation's first message opens its ticket, every further one is a message of
    it, in the name of whoever began it (T-02). The same `message_id` again answers with the message it made."""
    source.lock()
    require_answering(source)
    known = Utterance.objects.filter(source=source, sent_as=message_id).select_related("message").first()
    if known:
        return known.message
    now = clock.now()
    going_on = Conversation.objects.filter(source=source, name=conversation).select_related("person", "ticket").first()
    person = writer_of(going_on, email.strip().lower(), name, by)
    if going_on and matching.is_party(person, matching.heir(going_on.ticket)):
        message = said_on(going_on.ticket, Actor(person, "chat"), text)
    else:
        message = opened(source, Actor(person, "chat"), subject, text)
    begun = kept(source, conversation, person, message, now)
    Utterance.objects.create(source=source, sent_as=message_id, conversation=begun, message=message)
    ChatSource.objects.filter(pk=source.pk).update(last_at=now)
    about = {"conversation": begun.pk, "ticket": message.ticket_id, "message": message.pk}
    record(Kind.CHAT_TAKEN, source, by=by, at=now, **about)
    return message


def writer_of(conversation, email, name, by):
    """Whoever began it, as far as a chat can know: a stranger becomes a requester, and nobody speaks as the desk by
    typing an address of somebody who works there."""
    if conversation and conversation.person.email != email:
        raise Refused(OTHER, field="email")
    person = Person.objects.filter(email=email).first() or admit(email, by=by, name=name)
    if person.is_machine or not person.is_active or person.serves:
        raise Refused(CLOSED, field="email")
    return person


def said_on(ticket, writer, text):
    said = enclosing.screened("", text)
    return reply(ticket, by=writer, body=said.body, confirmed=said.confirmed)


def opened(source, writer, subject, text):
    person, kind = writer.person, source.type or TicketType.objects.offered().first()
    queue = source.queue
    if queue.retired_at or queue.organisation_id not in (None, person.organisation_id):
        queue = front_queue(person, kind)
    if queue is None or kind is None:
        raise Refused(NOWHERE, field="email")
    said = enclosing.screened(subject or text.strip().partition("\n")[0], text)
    about = {"by": writer, "requester": person, "type": kind, "channel": Channel.CHAT}
    ticket = open_ticket(queue, title=said.title, body=said.body, confirmed=said.confirmed, **about)
    return ticket.messages.earliest("pk")


def kept(source, name, person, message, now):
    """The conversation goes on in the ticket its latest message stands on."""
    fresh = {"person": person, "ticket": message.ticket, "begun_at": now}
    made, new = Conversation.objects.get_or_create(source=source, name=name, defaults=fresh)
    if not new and made.ticket_id != message.ticket_id:
        made.ticket = message.ticket
        made.save(update_fields=["ticket"])
    return made
