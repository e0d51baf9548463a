"""Mail that is fetched from a server that we did not write: Debian's Dovecot."""

import imaplib
import re

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events import relay
from supportdesk.outbound.models import Mail
from supportdesk.outbound.tasks import send_mails
from tests import dovecot
from tests.mail_server import SMTP, listening
from tests.mailed import letter
from tickets.desk.actions.reply import reply
from tickets.desk.models import Ticket
from tickets.intake.actions.mailboxes import change_mailbox
from tickets.intake.mail import working
from tickets.intake.models import IncomingMail, Mailbox
from tickets.intake.tasks import take_up_mails

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.services,
    pytest.mark.skipif(dovecot.find() is None, reason=dovecot.NONE),
]


@pytest.fixture
def server(box, monkeypatch):
    """A mail program's connection to Rob's mail server, where help@desk.test is fetched from."""
    monkeypatch.setenv("IMAP_PASSWORD_HELP", dovecot.PASSWORD)
    with dovecot.serving() as port:
        where = {"imap_host": "127.0.0.1", "imap_port": port, "imap_user": "help", "imap_secret": "IMAP_PASSWORD_HELP"}
        change_mailbox(box, by=system("import"), **where)
        client = imaplib.IMAP4("127.0.0.1", port, timeout=10)
        client.login("help", dovecot.PASSWORD)
        yield client
        client.logout()


def arrives(server, *letters):
    for raw in letters:
        assert server.append("INBOX", None, None, raw)[0] == "OK"


def fetched():
    Mailbox.objects.update(fetch_at=clock.now())
    assert working.fetch_next()
    take_up_mails()
    assert Mailbox.objects.get().fetch_error == ""


def unseen(server):
    server.select("INBOX", readonly=True)
    return len(server.search(None, "UNSEEN")[1][0].split())


def test_there_and_back_and_there_again_by_imap(server, rob, ann, by, settings):
    """INT-05, COM-01: fetched, a ticket, the answer at a mail server, and the reply to that joins by the next fetch."""
    arrives(server, letter(rob.email, body="It blinks red.", Message_ID="<one@acme.test>"))
    fetched()
    ticket = Ticket.objects.get()
    with listening() as sink:
        settings.MAIL_SERVER, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", sink.server_address[1]
        reply(ticket, by=by(ann), body="Is it plugged in?")
        relay.drain("people")
        send_mails()
        answer = next(mail for mail in sink.taken if "Is it plugged in?" in mail.get_content())
    arrives(
        server, letter(rob.email, subject=f"Re: {answer['Subject']}", body="Yes.", In_Reply_To=answer["Message-ID"])
    )
    fetched()
    assert list(ticket.messages.values_list("body", flat=True)) == ["It blinks red.", "Is it plugged in?", "Yes."]
    assert (Ticket.objects.count(), unseen(server)) == (1, 0)
    assert Mail.objects.filter(sent_at=None).count() == 0


def test_what_it_holds_comes_byte_by_byte_and_once(server, rob, sam):
    """Lines that look like a protocol, letters of eight bits, three megabytes; what was seen elsewhere stays."""
    odd = letter(rob.email, body="From here\r\n.\r\n)\r\n* 1 FETCH (UID 9)\r\nÄ漢\x00".replace("\x00", ""))
    long = letter(rob.email, subject="Long", body="0123456789abcdef" * 4 + "\r\n" + ("x" * 70 + "\r\n") * 42_000)
    arrives(server, odd, long)
    server.append("INBOX", r"(\Seen)", None, letter(rob.email, subject="Read elsewhere"))
    fetched()
    fetched()
    kept = {bytes(mail.raw) for mail in IncomingMail.objects.all()}
    assert kept == {odd, long}
    assert set(IncomingMail.objects.values_list("door", "times", "outcome")) == {("imap", 1, "opened")}


def test_a_mark_that_was_lost_brings_it_again_and_it_is_one(server, rob):
    arrives(server, letter(rob.email))
    fetched()
    server.select("INBOX")
    server.store("1", "-FLAGS", r"(\Seen)")
    fetched()
    assert (Ticket.objects.count(), IncomingMail.objects.get().times, unseen(server)) == (1, 2, 0)


def test_its_no_is_said_at_the_mailbox_without_the_password(server, monkeypatch):
    monkeypatch.setenv("IMAP_PASSWORD_HELP", "wrong-canary")
    Mailbox.objects.update(fetch_at=clock.now())
    working.fetch_next()
    assert re.search("AUTHENTICATIONFAILED", Mailbox.objects.get().fetch_error)
    assert "canary" not in Mailbox.objects.get().fetch_error
