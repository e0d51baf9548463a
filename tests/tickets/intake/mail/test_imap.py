"""Mail that is fetched: marked at its server after it is committed here, and never twice."""

import re
import socketserver
import threading
from contextlib import contextmanager

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from tests.mailed import letter
from tickets.intake.actions.mailboxes import change_mailbox
from tickets.intake.mail import working
from tickets.intake.models import IncomingMail, Mailbox

pytestmark = pytest.mark.django_db
FETCH = re.compile(rb"(\w+) UID (\w+) (.*)\r\n")


class Conversation(socketserver.StreamRequestHandler):
    """As much of an IMAP server as a client needs."""

    def handle(self):
        self.say("* OK here")
        while line := self.rfile.readline():
            tag, verb, *rest = line.decode().split(None, 2)
            if verb == "UID":
                self.uid(tag, rest[0].split())
            elif verb == "LOGIN" and self.server.password not in rest[0]:
                self.say(f"{tag} NO [AUTHENTICATIONFAILED] wrong password for {rest[0].split()[0]}")
            elif verb == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1", f"{tag} OK done")
            elif verb == "SELECT":
                self.say(f"* {len(self.server.mails)} EXISTS", f"{tag} OK [READ-WRITE] done")
            else:
                self.say(f"{tag} OK done")

    def uid(self, tag, words):
        mails, seen = self.server.mails, self.server.seen
        verb, number = words[0], words[1]
        if verb == "SEARCH":
            self.say("* SEARCH " + " ".join(str(one) for one in mails if one not in seen))
        elif verb == "STORE":
            seen.add(int(number))
        elif "SIZE" in words[2]:
            self.say(f"* 1 FETCH (UID {number} RFC822.SIZE {self.server.sizes.get(int(number), 100)})")
        else:
            raw = mails[int(number)]
            self.wfile.write(f"* 1 FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")
        self.say(f"{tag} OK done")

    def say(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


@contextmanager
def serving(mails):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.mails, server.seen, server.sizes, server.password = dict(enumerate(mails, 1)), set(), {}, "hunter2"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def fetched(box, monkeypatch):
    """`fetched(server)`: what the mailbox says of itself after one round."""
    monkeypatch.setenv("IMAP_PASSWORD_HELP", "hunter2")

    def fetch(server):
        where = {"imap_host": "127.0.0.1", "imap_port": server.server_address[1], "imap_user": "help"}
        if not box.imap_host:
            change_mailbox(box, by=system("import"), imap_secret="IMAP_PASSWORD_HELP", **where)
        Mailbox.objects.update(fetch_at=clock.now())
        assert working.fetch_next()
        box.refresh_from_db()
        return box

    return fetch


def test_what_nobody_has_seen_is_fetched_once(fetched, rob):
    """INT-05: committed, then marked; the next round finds nothing new."""
    with serving([letter(rob.email, body="One."), letter(rob.email, body="Two.")]) as server:
        assert fetched(server).fetch_error == ""
        assert server.seen == {1, 2}
        fetched(server)
    assert IncomingMail.objects.filter(door="imap").count() == 2


def test_what_was_kept_and_not_marked_comes_again_and_is_one(fetched, rob):
    """A line that breaks between our commit and the mark."""
    with serving([letter(rob.email)]) as server:
        fetched(server)
        server.seen.clear()
        fetched(server)
        assert server.seen == {1}
    (kept,) = IncomingMail.objects.all()
    assert kept.times == 2


def test_a_mail_that_is_too_large_stays_there_and_the_mailbox_says_so(fetched, rob):
    with serving([letter(rob.email), letter(rob.email, body="Two.")]) as server:
        server.sizes[1] = 60 * 1024 * 1024
        assert fetched(server).fetch_error == "1 mails there are too large."
        assert server.seen == {2}


def test_a_wrong_password_is_told_once_and_stands_nowhere(fetched, rob, recorded):
    with serving([letter(rob.email)]) as server:
        server.password = "another"
        recorded()
        for _ in range(2):
            box = fetched(server)
        assert "AUTHENTICATIONFAILED" in box.fetch_error
        assert "hunter2" not in box.fetch_error
        assert [event.kind for event in recorded() if event.kind == "mailbox.fetched"] == ["mailbox.fetched"]
        server.password = "hunter2"
        assert fetched(server).fetch_error == ""
    assert IncomingMail.objects.count() == 1


def test_a_server_that_is_away_is_asked_again_in_a_minute(fetched, rob):
    with serving([]) as server:
        pass
    box = fetched(server)
    assert box.fetch_error
    assert box.fetch_at > clock.now()
