from datetime import timedelta
from typing import NamedTuple

from django.db import DataError, IntegrityError, transaction

from supportdesk import clock
from supportdesk.accounts.actions.admit import admit
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import TicketType
from supportdesk.errors import Refused
from supportdesk.events.record import record
from supportdesk.outbound.actions.bounce import bounce
from supportdesk.outbound.models import Mail
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.models import Ticket
from tickets.desk.queries.front import front_queue
from tickets.desk.states import Channel

from .. import enclosing, matching, receipts, trust, vouching
from ..kinds import Kind
from ..matching import Match
from ..models import IncomingMail, Mailbox, Outcome

OFTEN, SPAN = 20, timedelta(hours=1)  # mails of one sender that are taken up by themselves
LOOP = "It was sent by an address of the desk itself."
FORGED = "The sender's own domain says that it did not send this."
MANY = "Its sender has sent more than {} mails within an hour."
CLOSED = "The sender's account is closed."
COLLEAGUE = "It answers a ticket of somebody else. People of the desk answer at the desk, not by mail."
NOWHERE = "No queue takes tickets of its sender."
BROKEN = "Something in it could not be kept."


class Became(NamedTuple):
    outcome: Outcome
    why: str = ""
    ticket: Ticket | None = None
    message: object = None
    suggested: Ticket | None = None
    secret: bool = False


@transaction.atomic
def take_up(mail, *, by, letter):
    """What was read of a mail becomes a ticket, or a message on the one it belongs to; or it stays what it is, with the
    reason (COM-01). Nothing is
    lost: what is refused on the way is held. Taking it up twice takes it up once."""
    mail.lock()
    if mail.outcome != Outcome.WAITING:
        return mail
    now = clock.now()
    describe(mail, letter)
    try:
        with transaction.atomic():
            became = judged(mail, letter, by, now)
    except Refused as refusal:
        became = Became(Outcome.HELD, refusal.message)
    except (DataError, IntegrityError):
        became = Became(Outcome.HELD, BROKEN)
    return settle(mail, became, now, by)


def describe(mail, letter):
    mail.letter_id, mail.sender, mail.sender_name = letter.message_id, letter.sender, letter.name
    mail.title = letter.subject


def judged(mail, letter, by, now):
    """First what no person wrote, then whose it is."""
    if letter.bounce:
        return bounced(letter, by)
    if Mailbox.objects.filter(address=letter.sender).exists() or is_our_own(letter):
        return Became(Outcome.HELD, LOOP)
    vouched = trust.verdict(letter.results, vouching.trusted_host(), letter.sender)
    person = Person.objects.filter(email=letter.sender).first()
    found = matching.match(letter, person, mail.mailbox, vouched)
    if not mail.released and is_automatic(mail, letter):
        return Became(Outcome.AUTOMATIC, "", found.ticket, suggested=found.suggested)
    held = "" if mail.released else reason_to_hold(mail, letter, vouched, now)
    if held:
        return Became(Outcome.HELD, held, suggested=found.ticket or found.suggested)
    return acted(mail, letter, person, found, by, now)


def bounced(letter, by):
    """Only whoever was handed the mail back knows its id: nobody else can call it undelivered."""
    told = letter.bounce
    ours = Mail.objects.filter(message_id=told.message_id).first() if told.message_id else None
    if ours is None:
        return Became(Outcome.BOUNCE, "It is about no mail of ours.")
    ticket = Ticket.objects.filter(pk=ours.about_id or 0).first() if ours.about == Ticket.subject else None
    if told.failed:
        bounce(ours, by=by, status=told.status, said=told.said)
    return Became(Outcome.BOUNCE, f"{told.address} {told.status} {told.said}".strip()[:300], ticket)


def is_automatic(mail, letter):
    """It says so, or came without anybody to answer to."""
    return letter.automatic or (mail.door in ("smtp", "lmtp") and not mail.envelope_sender)


def is_our_own(letter):
    return bool(letter.message_id) and Mail.objects.filter(message_id=letter.message_id).exists()


def reason_to_hold(mail, letter, vouched, now):
    if vouched == trust.FAIL:
        return FORGED
    recent = IncomingMail.objects.filter(sender=letter.sender, received_at__gt=now - SPAN).exclude(pk=mail.pk)
    return MANY.format(OFTEN) if recent.count() >= OFTEN else ""


def acted(mail, letter, person, found: Match, by, now):
    """In the name of whoever wrote it, who can do by mail what a requester can and nothing else."""
    if person is None:
        person = admit(letter.sender, by=by, name=letter.name)
    if person.is_machine or not person.is_active:
        return Became(Outcome.HELD, CLOSED)
    if person.serves and found.suggested and not found.ticket:
        return Became(Outcome.HELD, COLLEAGUE, suggested=found.suggested)
    writer = Actor(person, "mail")
    if found.ticket:
        return joined(mail, letter, found.ticket, writer)
    return opened(mail, letter, person, found.suggested, writer, now)


def joined(mail, letter, ticket, writer):
    came, said = words(letter, writer, letter.answer)
    given = {"by": writer, "body": said.body, "confirmed": said.confirmed, "source_key": key_of(mail)}
    message = reply(ticket, files=came.files, **given)
    return Became(Outcome.REPLIED, "", message.ticket, message, secret=came.secret or said.secret)


def opened(mail, letter, person, suggested, writer, now):
    kind = mail.mailbox.type or TicketType.objects.offered().first()
    queue = mail.mailbox.queue
    if queue.retired_at or queue.organisation_id not in (None, person.organisation_id):
        queue = front_queue(person, kind)
    if queue is None or kind is None:
        return Became(Outcome.HELD, NOWHERE)
    came, said = words(letter, writer, letter.text)
    given = {"title": said.title, "body": said.body, "confirmed": said.confirmed, "source_key": key_of(mail)}
    about = {"by": writer, "requester": person, "type": kind, "channel": Channel.EMAIL}
    ticket = open_ticket(queue, files=came.files, **about, **given)
    if not letter.listed:
        receipts.send(ticket, person, now=now)
    secret = came.secret or said.secret
    return Became(Outcome.OPENED, "", ticket, ticket.messages.earliest("pk"), suggested, secret)


def words(letter, writer, text):
    came = enclosing.kept(letter, writer)
    return came, enclosing.said(letter, text, came.left_out)


def key_of(mail):
    return f"mail:{mail.mailbox_id}:{mail.digest}"


def settle(mail, became, now, by):
    """What may stand nowhere does not stand in the mail either: then its bytes go; the message is what is left."""
    twin = IncomingMail.objects.filter(mailbox=mail.mailbox, letter_id=mail.letter_id).exclude(pk=mail.pk)
    if mail.letter_id and not became.why and twin.exists():
        became = became._replace(why="Another mail with other words has the same Message-ID.")
    mail.outcome, mail.why, mail.read_at = became.outcome, became.why[:300], None
    mail.ticket, mail.message, mail.suggested = became.ticket, became.message, became.suggested
    mail.settled_at, mail.settled_by = now, by.person
    mail.version += 1
    named = ["letter_id", "sender", "sender_name", "title", "outcome", "why", "read_at", "ticket", "message"]
    if became.secret:
        mail.raw, named = b"", [*named, "raw"]
    mail.save(update_fields=[*named, "suggested", "settled_at", "settled_by", "version"])
    about = {"outcome": mail.outcome, "ticket": mail.ticket_id, "mailbox": mail.mailbox_id}
    record(Kind.MAIL_SETTLED, mail, by=by, at=now, text={"why": mail.why} if mail.why else None, **about)
    return mail
