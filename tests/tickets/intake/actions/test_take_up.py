"""What becomes of mail: a ticket, a message on the right one, or a row with a reason. Nothing lost, nothing twice."""

import base64
import io
import zipfile

import pytest

from supportdesk import clock, env
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Person
from supportdesk.events.models import Event
from supportdesk.outbound.models import Mail, Notification
from tests.factories import QueueFactory
from tests.mailed import letter
from tickets.desk.actions.assign import assign
from tickets.desk.actions.merge import take_in
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.redact import redact
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.mails import write
from tickets.desk.models import Attachment, Message, Ticket
from tickets.intake.actions.mailboxes import add_mailbox
from tickets.intake.actions.receive import receive
from tickets.intake.models import IncomingMail
from tickets.intake.subscribers import forget_redacted, tell_of_lost_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def from_rob(rob):
    """`from_rob("Words", In_Reply_To=…)`: a mail of Rob's."""

    def written(body="It blinks red.", **more):
        return letter(rob.email, body=body, **more)

    return written


@pytest.fixture
def by_mail(brought, from_rob):
    """Rob's ticket, opened by mail."""
    return brought(from_rob(Message_ID="<first@acme.test>")).ticket


@pytest.fixture
def answered(by_mail, ann, by):
    """The mail that Rob got when Ann answered."""
    reply(by_mail, by=by(ann), body="Is it plugged in?")
    write(list(Event.objects.filter(kind="ticket.replied")))
    return Mail.objects.filter(event_id__isnull=False).latest("pk")


def test_a_mail_of_rob_becomes_his_ticket(brought, from_rob, rob, service_desk, recorded):
    """T-02: the channel is kept, and the queue is that of the address."""
    recorded()
    mail = brought(from_rob("It blinks red."))
    ticket = mail.ticket
    assert (ticket.requester, ticket.queue, ticket.channel, ticket.title) == (
        rob,
        service_desk,
        "email",
        "The printer is dead",
    )
    assert (mail.outcome, mail.message.body, mail.message.author) == ("opened", "It blinks red.", rob)
    kinds = [event.kind for event in recorded()]
    assert [kinds[0], kinds[-1]] == ["incoming_mail.received", "incoming_mail.settled"]
    assert "ticket.opened" in kinds


def test_two_addresses_two_queues(brought, from_rob, network, box):
    """INT-05: mail to each of two addresses reaches its own queue."""
    other = add_mailbox("network@desk.test", by=system("import"), queue=network)
    first, second = brought(from_rob("One.")), brought(from_rob("Two."), to=other)
    assert (first.ticket.queue, second.ticket.queue) == (box.queue, network)


def test_the_same_mail_twice_is_one_message(brought, from_rob):
    """INT-05: brought again by another way, with other lines of servers on top."""
    first = brought(b"Received: by one\r\n" + from_rob())
    again = brought(b"Received: by two;\r\n\tat noon\r\nX-Spam-Score: 1\r\n" + from_rob())
    assert (first.pk, again.times) == (again.pk, 2)
    assert Ticket.objects.count() == Message.objects.count() == 1


def test_other_words_under_the_same_id_are_kept_and_flagged(brought, from_rob):
    brought(from_rob("One.", Message_ID="<same@acme.test>"))
    second = brought(from_rob("Two.", Message_ID="<same@acme.test>"))
    assert (second.outcome, Ticket.objects.count()) == ("opened", 2)
    assert "same Message-ID" in second.why


def test_an_answer_to_our_mail_joins_its_ticket_without_what_it_quotes(brought, from_rob, answered, by_mail):
    """COM-01: threaded by the id that was drawn for Rob alone, trimmed of the mail it answers."""
    words = "Yes.\r\n\r\nOn Fri, 20 Nov 2026 at 10:00, Desk wrote:\r\n> Is it plugged in?\r\n"
    mail = brought(from_rob(words, In_Reply_To=answered.message_id, Subject="Re: something else"))
    assert (mail.outcome, mail.ticket, mail.message.body) == ("replied", by_mail, "Yes.")
    assert Ticket.objects.count() == 1


def test_who_wrote_by_mail_reads_the_answer_by_mail(answered, by_mail):
    """COM-01: and may answer it; of a restricted ticket no mail says anything (COM-14)."""
    assert "Is it plugged in?" in answered.body
    assert "Answer this mail" in answered.body


def test_a_second_mail_to_ones_own_first_joins_it(brought, from_rob, by_mail):
    mail = brought(from_rob("And it smells.", References="<first@acme.test>"))
    assert (mail.outcome, mail.ticket) == ("replied", by_mail)


def test_a_reference_alone_gives_a_stranger_nothing(brought, answered, by_mail, sue):
    """COM-01, peers: forwarded to Sue, who answers: a ticket of her own, with the other one suggested."""
    mail = brought(letter(sue.email, In_Reply_To=answered.message_id))
    assert (mail.outcome, mail.ticket.requester, mail.suggested) == ("opened", sue, by_mail)
    assert not Ticket.objects.visible_to(sue).filter(pk=by_mail.pk).exists()


@pytest.mark.parametrize("hint", ["subject", "thread"])
def test_what_anybody_can_write_alone_joins_nothing(brought, from_rob, by_mail, hint):
    """A number can be guessed and a sender forged: with both a ticket of its own, and the other suggested."""
    hints = {
        "subject": {"Subject": f"Re: [{by_mail.reference}] x"},
        "thread": {"References": f"<ticket-{by_mail.pk}@localhost>"},
    }
    mail = brought(from_rob("Refund me.", **hints[hint]))
    assert (mail.outcome, mail.suggested) == ("opened", by_mail)
    assert mail.ticket != by_mail


def test_a_number_is_enough_from_a_sender_whom_our_own_server_vouches_for(brought, from_rob, by_mail, monkeypatch, rob):
    monkeypatch.setattr(env, "MAIL_TRUSTED_HOST", "mx.desk.test")
    subject, domain = f"[{by_mail.reference}]", rob.email.rpartition("@")[2]
    forged = from_rob("No.", Subject=subject, Authentication_Results=f"mx.evil.test; dmarc=pass header.from={domain}")
    assert brought(forged).ticket != by_mail
    vouched = f"mx.desk.test; dmarc=pass header.from={domain}"
    assert brought(from_rob("Yes.", Subject=subject, Authentication_Results=vouched)).ticket == by_mail


def test_a_sender_whose_own_domain_denies_it_is_held(brought, from_rob, by_mail, monkeypatch):
    monkeypatch.setattr(env, "MAIL_TRUSTED_HOST", "mx.desk.test")
    mail = brought(from_rob("Hm.", Authentication_Results="mx.desk.test; dmarc=fail header.from=example.org"))
    assert (mail.outcome, mail.ticket) == ("held", None)


def test_an_out_of_office_reply_reopens_nothing_and_is_not_answered(brought, from_rob, answered, by_mail):
    """COM-01: it neither reopens a ticket nor begins a loop."""
    sent = Mail.objects.count()
    mail = brought(from_rob("I am away.", In_Reply_To=answered.message_id, Auto_Submitted="auto-replied"))
    assert (mail.outcome, mail.ticket, mail.message) == ("automatic", by_mail, None)
    assert brought(from_rob("Bye."), sender="").outcome == "automatic"
    assert (Mail.objects.count(), Message.objects.count()) == (sent, 2)


def test_our_own_mail_that_comes_back_is_held(brought, from_rob, answered, box):
    looped = [letter(box.address), from_rob(Message_ID=answered.message_id)]
    assert {brought(raw).outcome for raw in looped} == {"held"}


def test_two_programs_that_answer_each_other_end_at_once(brought, answered, by_mail, rob):
    """promises R-28: a program that hides what it is writes again and again: no mail of ours answers it."""
    for number in range(25):
        brought(letter(rob.email, body=f"Thank you {number}.", In_Reply_To=answered.message_id))
    assert Mail.objects.filter(address=rob.email).count() <= 2
    assert IncomingMail.objects.filter(outcome="held", why__contains="within an hour").exists()


def test_a_stranger_becomes_a_requester_and_gets_one_receipt_with_none_of_their_words(brought, recorded):
    """T-02, promises R-29: mails in a victim's name bring the victim one mail, without the attacker's words."""
    for number in range(3):
        brought(letter("Buy now <victim@else.test>", subject=f"CHEAP {number}", body="http://evil.test"))
    victim = Person.objects.get(email="victim@else.test")
    assert (victim.roles, victim.organisation, victim.has_usable_password()) == (["RQ"], None, False)
    (receipt,) = Mail.objects.filter(address=victim.email)
    assert not {"CHEAP", "evil", "Buy"} & set((receipt.subject + receipt.body).replace("/", " ").split())
    assert "person.admitted" in [event.kind for event in recorded()]


def test_people_of_the_desk_do_not_answer_for_it_by_mail(brought, answered, ann):
    """promises 3.4: a forged sender never acts as the desk."""
    mail = brought(letter(ann.email, body="We refund you.", In_Reply_To=answered.message_id))
    assert (mail.outcome, mail.message) == ("held", None)
    assert not Message.objects.filter(body__contains="refund").exists()


def test_a_closed_account_is_held(brought, from_rob, rob):
    Person.objects.filter(pk=rob.pk).update(is_active=False)
    assert brought(from_rob()).outcome == "held"


def test_a_merged_requesters_mail_lands_on_the_survivor(brought, from_rob, answered, by_mail, opened, by, ann):
    """T-23: the answer to a mail about the merged ticket."""
    other = opened(title="The same")
    take_in(other, by=by(ann), ticket=by_mail, seen=by_mail.version)
    mail = brought(from_rob("Yes.", In_Reply_To=answered.message_id))
    assert (mail.outcome, mail.ticket) == ("replied", other)


def test_an_answer_takes_up_what_was_resolved(brought, from_rob, answered, by_mail, by, ann, resolution):
    """T-29: inside the window a mail reopens it."""
    by_mail.refresh_from_db()
    prioritise(by_mail, by=by(ann), seen=by_mail.version, impact=2, urgency=2, priority=3, rationale="")
    assign(by_mail, by=by(ann), seen=by_mail.version, to=ann)
    resolve(by_mail, by=by(ann), seen=by_mail.version, **resolution)
    assert brought(from_rob("No.", In_Reply_To=answered.message_id)).ticket == by_mail
    by_mail.refresh_from_db()
    assert by_mail.status == "in_progress"


def test_what_may_stand_nowhere_stands_nowhere(brought, from_rob):
    """SEC-02: nobody is there to be warned: a card number is taken out, and the bytes of the mail go with it."""
    mail = brought(from_rob("My card is 4111 1111 1111 1111, thanks."))
    assert mail.message.body == "My card is [card number], thanks."
    assert bytes(mail.raw) == b""


def test_what_is_redacted_on_the_ticket_stands_in_no_mail_to_it(brought, from_rob, by, tess, recorded):
    """SEC-03: in a mail it may be packed, so the mail goes whole; the row says that it was there."""
    packed = base64.b64encode(b"The code is canary-7Q.").decode()
    mail = brought(from_rob(packed, Content_Transfer_Encoding="base64"))
    assert "canary-7Q" in mail.message.body
    recorded()
    redact(mail.ticket, by=by(tess), text="canary-7Q", reason="A code.")
    forget_redacted(recorded())
    mail.refresh_from_db()
    assert (bytes(mail.raw), mail.outcome) == (b"", "opened")
    assert [event.kind for event in recorded()] == ["incoming_mail.forgotten"]


def test_files_come_the_way_of_every_upload(brought, rob):
    """SEC-04, issue: pictures within the text are kept, a bomb is named and left out, nothing is unpacked."""
    parts = [
        ("text/plain", "", b"Look."),
        ("image/png", "Content-ID: <x>\r\n", base64.b64decode(PIXEL)),
        ("application/octet-stream", "Content-Disposition: attachment; filename=../evil.txt\r\n", b"error 7"),
        ("application/zip", "Content-Disposition: attachment; filename=bomb.zip\r\n", bomb()),
    ]  # fmt: skip
    body = b"".join(
        b"--b\r\nContent-Type: "
        + kind.encode()
        + b"\r\n"
        + more.encode()
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content)
        + b"\r\n"
        for kind, more, content in parts
    )
    head = f"From: {rob.email}\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".encode()
    mail = brought(head + body + b"--b--\r\n")
    kept = Attachment.objects.filter(message=mail.message).select_related("file")
    assert [(one.file.name, one.file.type) for one in kept][1] == ("evil.txt", "text/plain")
    assert kept[0].file.type == "image/png"
    assert kept.count() == 2
    assert "[Not kept: “bomb.zip” is packed so densely" in mail.message.body


def test_what_cannot_be_read_is_held_as_it_came(brought):
    raw = b"From: a@x.test, b@x.test\r\n\r\nWho am I?"
    mail = brought(raw)
    assert (mail.outcome, bytes(mail.raw), mail.tries) == ("held", raw, 1)
    assert "sender" in mail.why


def test_what_kills_its_reader_is_held_after_the_third_time(box, brought, from_rob):
    kept = receive(box, by=system("mail"), raw=from_rob(), door="smtp", sender="x@y.test")
    IncomingMail.objects.filter(pk=kept.pk).update(tries=3)
    assert brought(from_rob("Another.")).outcome == "opened"
    kept.refresh_from_db()
    assert (kept.outcome, kept.ticket) == ("held", None)


BOUNCE = """From: MAILER-DAEMON@acme.test\r
Content-Type: multipart/report; boundary=b\r
\r
--b\r
Content-Type: message/delivery-status\r
\r
Final-Recipient: rfc822; rob@acme.test\r
Action: {action}\r
Status: 5.1.1\r
\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: {of}\r
--b--\r
"""


def test_a_bounce_tells_the_owner_and_does_not_count_as_sent(brought, answered, by_mail, ann, recorded):
    """COM-18: told once; a delay is no bounce, and nobody else can call a mail undelivered."""
    Ticket.objects.filter(pk=by_mail.pk).update(owner=ann)
    Mail.objects.filter(pk=answered.pk).update(sent_at=clock.now(), send_at=None, body="")
    assert answered in Mail.objects.arrived()
    brought(BOUNCE.format(action="delayed", of=answered.message_id).encode(), sender="")
    brought(BOUNCE.format(action="failed", of=f"<ticket-{by_mail.pk}.guess@localhost>").encode(), sender="")
    assert answered in Mail.objects.arrived()
    recorded()
    mail = brought(BOUNCE.format(action="failed", of=answered.message_id).encode(), sender="")
    assert (mail.outcome, mail.ticket) == ("bounce", by_mail)
    assert answered not in Mail.objects.arrived()
    events = recorded()
    assert "mail.bounced" in [event.kind for event in events]
    tell_of_lost_mails(events)
    (notice,) = Notification.objects.filter(kind="mail.bounced")
    assert (notice.person, notice.subject_id) == (ann, by_mail.pk)
    assert not Message.objects.filter(ticket=by_mail, body__contains="Final-Recipient").exists()


def bomb():
    """A zip that becomes thirty megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 30_000_000)
    return packed.getvalue()


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_an_organisations_own_address_takes_no_strangers_into_its_queue(brought, acme, globex, sue, service_desk):
    """SEC-19: Sue of Globex writes to Acme's address: her ticket is the common desk's."""
    theirs = QueueFactory(key="acme", name="Acme", team=service_desk.team, organisation=acme)
    box = add_mailbox("acme@desk.test", by=system("import"), queue=theirs)
    assert brought(letter(sue.email), to=box).ticket.queue == service_desk
