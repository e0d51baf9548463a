"""What a mail says, and the mails that were made to hurt whoever reads them (promises F6 to F8, 2.11)."""

import base64
import time

import pytest

from tickets.intake.mail import letter, mime, wording

FROM = b"From: Rob <rob@acme.test>\r\n"
MIXED = FROM + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


def parse(headers=b"", body=b"Hello.\r\n"):
    return letter.parse(FROM + headers + b"\r\n" + body)


def part(headers, content):
    return b"--b\r\n" + headers + b"\r\n\r\n" + content + b"\r\n"


def test_an_ordinary_mail():
    told = parse(b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= =?iso-8859-1?b?4Q==?=\r\nMessage-ID: <a@b.test>\r\n")
    assert (told.sender, told.name, told.subject, told.text) == ("rob@acme.test", "Rob", "Grüßeá", "Hello.")
    assert (told.message_id, told.automatic, told.files) == ("<a@b.test>", False, [])


def test_text_before_html_files_and_pictures_in_the_text():
    both = b"--c\r\n\r\nPlain.\r\n--c\r\nContent-Type: text/html\r\n\r\n<b>No</b>\r\n--c--"
    picture = b"Content-Type: image/png\r\nContent-ID: <i>\r\nContent-Transfer-Encoding: base64"
    body = part(b"Content-Type: multipart/alternative; boundary=c", both)
    body += part(picture, base64.b64encode(b"\x89PNG"))
    body += part(b"Content-Disposition: attachment; filename*=utf-8''na%C3%AFve.txt", b"log") + b"--b--"
    told = letter.parse(MIXED + body)
    assert told.text == "Plain."
    assert [(one.name, one.content) for one in told.files] == [("part-1.png", b"\x89PNG"), ("naïve.txt", b"log")]


def test_html_alone_is_read_as_text():
    html = b"<style>p{}</style><p>It is <b>dead</b>&nbsp;&amp; cold.</p><script>alert(1)</script><p>Rob</p>"
    assert parse(b"Content-Type: text/html\r\n", html).text == "It is dead & cold.\n\nRob"


@pytest.mark.parametrize(
    "headers",
    [b"Auto-Submitted: auto-replied\r\n", b"Precedence: bulk\r\n", b"X-Autoreply: yes\r\n"],
)
def test_what_a_program_wrote(headers):
    assert parse(headers).automatic


def test_what_a_person_wrote_though_it_says_so():
    assert not parse(b"Auto-Submitted: no\r\n").automatic
    assert parse(b"List-Id: <all.acme.test>\r\n").listed


@pytest.mark.parametrize(
    "sender",
    [
        b"From: rob@acme.test, sue@globex.test",
        b"From: rob@acme.test\r\nFrom: sue@globex.test",
        b"From: rob@acme.test <sue@globex.test>",
        b"From: <rob@acme.test> <sue@globex.test>",
        b"From: Rob:rob@acme.test;",
        b"From: a@[",
        b"From: " + b"(" * 30_000,
        b"From: rob@acme.test(<sue@globex.test>)",
        b"To: nobody",
    ],
)
def test_a_sender_who_cannot_be_told_for_sure_is_nobody(sender):
    """No identity is built on what two programs would read in two ways (promises F9)."""
    with pytest.raises(mime.Unreadable, match="sender"):
        letter.parse(sender + b"\r\nSubject: x\r\n\r\nx")


DEEP = FROM + b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(3000))
POISON = {
    "20,000 encoded words": FROM + b"Subject: " + b"=?utf-8?q?a?=\r\n " * 20_000 + b"\r\n\r\nx",
    "an empty Message-ID": FROM + b"Message-ID: <>\r\n\r\nx",
    "an address that opens a bracket": FROM + b"To: a@[\r\n\r\nx",
    "a group among the recipients": FROM + b"To: a:b,c;,;\r\n\r\nx",
    "a charset of no name": FROM + b"Content-Type: text/plain; charset=nope\r\n\r\n\xff",
    "a charset that is none": FROM + b"Content-Type: text/plain; charset=idna\r\n\r\nxn--" + b"a" * 90_000,
    "100,000 headers": b"X: y\r\n" * 100_000 + FROM + b"\r\nx",
    "a header of 300 kB": FROM + b"X: " + b"y" * 300_000 + b"\r\n\r\nx",
    "20,000 parameters": FROM + b"Content-Type: text/plain" + b"; a=b" * 12_000 + b"\r\n\r\nx",
    "quotes that never end": FROM + b"Content-Type: text/plain" + b';a="' * 15_000 + b"\r\n\r\nx",
    "parts in parts": DEEP,
    "100,000 parts": MIXED + b"--b\r\n\r\nx\r\n" * 100_000,
    "100,000 nested tags": FROM + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000,
    "comments that never end": FROM + b"Content-Type: text/html\r\n\r\n" + b"<!--" * 250_000,
    "scripts that never end": FROM + b"Content-Type: text/html\r\n\r\n" + b"<script" * 140_000,
    "10,000 recipients": FROM + b"To: " + b"someone@acme.test, " * 3_000 + b"\r\n\r\nx",
    "a subject of a million": FROM + b"Subject: " + b"y" * 1_000_000 + b"\r\n\r\nx",
    "NUL, halves of characters and turns": FROM + b"Subject: a\x00b\xed\xa0\x80\r\n\r\nc\x00\xff\xe2\x80\xae",
    "nothing but a dot": b".",
    "a boundary that is everywhere": FROM + b"Content-Type: multipart/mixed; boundary=-\r\n\r\n" + b"---\r\n" * 5_000,
    "mails in mails": FROM + b"Content-Type: message/rfc822\r\n\r\n" * 500 + b"x",
    "quoted-printable that stops": FROM + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n=",
    "base64 that is none": FROM + b"Content-Transfer-Encoding: base64\r\n\r\n!!!!a",
}


@pytest.mark.parametrize("name", POISON)
def test_poison_is_read_or_refused_in_words_and_at_once(name):
    """Whatever it is: a letter whose words can be kept, or a sentence; no other error, and in a moment."""
    began = time.process_time()
    said = answer_of(POISON[name])
    assert time.process_time() - began < 1
    said.encode()
    assert "\x00" not in said
    assert len(said) <= wording.LONGEST + letter.SUBJECT


def answer_of(raw):
    """What it says, or why nobody can tell."""
    try:
        told = letter.parse(raw)
    except mime.Unreadable as refusal:
        return str(refusal)
    return told.subject + told.text


QUOTES = {
    "below, as most write": "On Fri, 20 Nov 2026 at 10:00, Desk <help@desk.test> wrote:\n> Does it?\n",
    "below, over two lines": "On Fri, 20 Nov 2026 at 10:00, The Desk\n<help@desk.test> wrote:\n> Does it?\n",
    "as one large program does": "From: Desk <help@desk.test>\nSent: Friday\nTo: Rob\nSubject: x\n\nDoes it?",
    "behind a line": "-----Original Message-----\nDoes it?",
    "at the end": "> Does it?\n> Tell us.\n",
}


@pytest.mark.parametrize("name", QUOTES)
def test_the_mail_that_is_answered_is_left_out(name):
    assert wording.answer(f"Yes, it does.\n\n{QUOTES[name]}") == "Yes, it does."


def test_an_answer_between_the_lines_stays_whole():
    text = "On Fri, Desk wrote:\n> Is it lit?\nYes.\n> And loud?\nNo."
    assert wording.answer(text) == text


def test_a_mail_that_is_nothing_but_a_quotation_stays_whole():
    assert wording.answer("> Does it?") == "> Does it?"


def test_what_a_server_says_of_a_mail_that_did_not_arrive():
    status = (
        b"Final-Recipient: rfc822; rob@acme.test\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no"
    )
    report = b"From: MAILER-DAEMON@acme.test\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
    report += part(b"Content-Type: text/plain", b"Sorry.")
    report += part(b"Content-Type: message/delivery-status", b"Reporting-MTA: dns; mx\r\n\r\n" + status)
    report += part(b"Content-Type: text/rfc822-headers", b"Message-ID: <ticket-7.abc@desk.test>") + b"--b--"
    told = letter.parse(report).bounce
    assert (told.message_id, told.address, told.status) == ("<ticket-7.abc@desk.test>", "rob@acme.test", "5.1.1")
    assert told.failed
