"""Our end of SMTP and LMTP: a yes is a committed row, whatever is said on the way."""

import smtplib
from contextlib import contextmanager

import pytest
from django.db import OperationalError

from tests.mailed import letter
from tickets.intake.mail import listen
from tickets.intake.models import IncomingMail

pytestmark = pytest.mark.django_db
HELP = "help@desk.test"


class Client(smtplib.SMTP):
    """The standard library's client, at the other end of a pair of sockets."""

    def __init__(self, end):
        super().__init__(timeout=10)
        self.sock, self.file = end, None
        assert self.getreply()[0] == 220


@contextmanager
def client(end):
    with Client(end) as one:
        yield one


def sending(raw, *, to=HELP, sender="rob@acme.test"):
    def talk(end):
        with client(end) as one:
            return one.sendmail(sender, to, raw)

    return talk


def lines(*said):
    """Says these lines as they are, and answers what it hears until the other end has had enough."""

    def talk(end):
        end.sendall(b"".join(said))
        heard = b""
        while piece := end.recv(4096):
            heard += piece
        return heard.decode()

    return talk


def test_a_real_client_hands_a_mail_over(box, spoken, rob):
    """INT-05: the whole mail is a row before the client hears a yes, with its dots as they were."""
    raw = letter(rob.email, body=".one\r\n..two\r\nthree")
    assert spoken(sending(raw)) == {}
    kept = IncomingMail.objects.get()
    assert (bytes(kept.raw), kept.mailbox, kept.door, kept.envelope_sender) == (raw, box, "smtp", "rob@acme.test")
    assert kept.outcome == "waiting"


def test_an_address_with_more_behind_a_plus_is_the_same(box, spoken, rob):
    spoken(sending(letter(rob.email), to="Help+anything@desk.test"))
    assert IncomingMail.objects.get().mailbox == box


def test_nobody_elses_mail_is_taken(box, spoken, rob):
    """X-29: we relay none."""

    def talk(end):
        with client(end) as one, pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
            one.sendmail("rob@acme.test", "victim@else.test", letter(rob.email))
        return refusal.value.recipients["victim@else.test"][0]

    assert spoken(talk) == 550
    assert not IncomingMail.objects.exists()


def test_over_lmtp_each_recipient_has_an_answer(box, spoken, rob):
    data = [
        b"LHLO mx\r\n",
        b"MAIL FROM:<rob@acme.test>\r\n",
        b"RCPT TO:<help@desk.test>\r\n",
        b"RCPT TO:<no@desk.test>\r\n",
    ]
    heard = spoken(lines(*data, b"DATA\r\n", letter(rob.email), b".\r\n", b"QUIT\r\n"))
    assert (heard.count("250 2.6.0 Kept"), heard.count("550 5.1.1")) == (1, 1)
    assert IncomingMail.objects.get().door == "lmtp"


@pytest.mark.parametrize("end", [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r\n"])
def test_a_second_mail_cannot_be_smuggled_behind_a_false_end(box, spoken, rob, end):
    """X-12: other servers end a mail there; here it is one mail that is refused, or one mail with a dot in it."""
    smuggled = letter(rob.email) + end + b"MAIL FROM:<ann@desk.test>\r\nRCPT TO:<help@desk.test>\r\nDATA\r\nsecond\r\n"
    begin = [b"EHLO mx\r\n", b"MAIL FROM:<rob@acme.test>\r\n", b"RCPT TO:<help@desk.test>\r\n", b"DATA\r\n"]
    heard = spoken(lines(*begin, smuggled, b"\r\n.\r\n", b"QUIT\r\n"))
    assert heard.count("354") == 1
    assert IncomingMail.objects.count() == (0 if b"550 5.6.11" in heard.encode() else 1)


def test_while_the_database_is_away_the_sender_is_told_to_come_again(box, spoken, rob, monkeypatch):
    """promises 2.9: no yes without a commit."""

    def away(*_, **__):
        raise OperationalError("gone")

    monkeypatch.setattr(listen, "receive", away)

    def talk(end):
        with client(end) as one, pytest.raises(smtplib.SMTPDataError) as refusal:
            one.sendmail("rob@acme.test", HELP, letter(rob.email))
        return refusal.value.smtp_code

    assert spoken(talk) == 451
    assert not IncomingMail.objects.exists()


def test_a_mail_that_is_too_large_is_refused_before_it_is_sent(box, spoken, rob):
    def talk(end):
        with client(end) as one:
            one.ehlo()
            return one.mail("rob@acme.test", [f"SIZE={60 * 1024 * 1024}"])[0]

    assert spoken(talk) == 552


def test_nonsense_has_an_end(box, spoken):
    heard = spoken(lines(*[b"HACK\r\n"] * 40))
    assert heard.count("500 5.5.2") == 20
    assert "421 4.7.0" in heard
