"""The demo's mail: two addresses, and a mail in every state that one can come to."""

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Queue
from supportdesk.outbound.letters import letter, post
from supportdesk.outbound.models import Mail
from tickets.desk.actions.reply import reply

from .actions.handle import dismiss
from .actions.mailboxes import add_mailbox
from .actions.reading import hold_mail
from .actions.receive import receive
from .actions.take_up import take_up
from .mail.letter import parse
from .mail.mime import Unreadable
from .models import Mailbox

ROB = "Rob <rob@demo.example>"
BOUNCE = """From: MAILER-DAEMON@demo.example
Subject: Undelivered mail
Content-Type: multipart/report; boundary=b

--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; rob@demo.example
Action: failed
Status: 4.4.7
Diagnostic-Code: smtp; the mailbox was full for five days

--b
Content-Type: text/rfc822-headers

Message-ID: {of}
--b--
"""
SENTENCES = {
    "opened": "The projector in room 4 shows everything in green.\n\nIt was fine yesterday.",
    "answer": "Yes, the cable is in.\n\nOn Friday the desk wrote:\n> Is the cable plugged in at both ends?",
    "automatic": "I am away until Monday.",
    "stranger": "Is this where I report that your web shop is slow?",
    "spam": "Your invoice is attached. Really.",
}


def written(sender, subject, words, **more):
    told = {"From": sender, "To": "help@demo.example", "Subject": subject} | {
        name.replace("_", "-"): value for name, value in more.items()
    }
    return ("".join(f"{name}: {value}\n" for name, value in told.items()) + f"\n{words}\n").encode()


def bring(box, raw):
    """As if it had come over the wire and been read."""
    by = system("mail")
    mail = receive(box, by=by, raw=raw, door="smtp", sender="somebody@demo.example")
    try:
        return take_up(mail, by=by, letter=parse(raw))
    except Unreadable as error:
        return hold_mail(mail, by=by, why=str(error))


@transaction.atomic
def fill() -> int:
    """Answers how many mails stand there now; what is there already stays."""
    ann, queue = Person.objects.filter(email="ann@demo.example").first(), Queue.objects.offered().first()
    if ann is None or queue is None or Mailbox.objects.exists():
        return 0
    box = add_mailbox("help@demo.example", by=system("import"), queue=queue, name="Help")
    add_mailbox("network@demo.example", by=system("import"), queue=Queue.objects.offered().last(), name="Network")
    opened = bring(box, written(ROB, "Green projector", SENTENCES["opened"], Message_ID="<one@demo.example>"))
    by = Actor(ann, "browser")
    reply(opened.ticket, by=by, body="Is the cable plugged in at both ends?")
    bring(box, written(ROB, "Re: Green projector", SENTENCES["answer"], References="<one@demo.example>"))
    away = {"Auto_Submitted": "auto-replied", "References": "<one@demo.example>"}
    bring(box, written(ROB, "Out of office", SENTENCES["automatic"], **away))
    bring(box, written("Dora <dora@elsewhere.example>", "Slow shop", SENTENCES["stranger"]))
    bring(box, written("boss@demo.example <x@elsewhere.example>", "Urgent transfer", "Call me."))
    spam = bring(box, written("a@elsewhere.example, b@elsewhere.example", "Invoice", SENTENCES["spam"]))
    dismiss(spam, by=by, reason="Spam.")
    lost(box, opened.ticket)
    return box.mails.count()


def lost(box, ticket):
    """A mail of ours that came back, and one that was given up."""
    about = {"subject": f"[{ticket.reference}] {ticket.title}", "about": ticket.subject, "about_id": ticket.pk}
    came_back, given_up = (letter(f"{name}@demo.example", body="News.", **about) for name in ("rob", "nobody"))
    post([came_back, given_up])
    kept = Mail.objects.filter(message_id=came_back.message_id)
    kept.update(sent_at=clock.now(), send_at=None, body="")
    Mail.objects.filter(message_id=given_up.message_id).update(send_at=None, tries=7, error="550 nobody of that name")
    bring(box, BOUNCE.format(of=came_back.message_id).encode())
