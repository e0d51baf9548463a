"""The mail server and the receiver of a webhook are taken away while people work, each in the middle of a word."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import ThreadingTCPServer

import psycopg
import pytest

from tests.stack.desk import until
from tests.supportdesk.outbound.test_mails import Conversation

TICKETS, ENOUGH = 24, 4


class Gone(Exception):
    """Somebody pulled the plug."""


class Server:
    """Takes what it is given; once it has `plug` messages its connections break before another yes is said."""

    plug: int | None = None
    allow_reuse_address = daemon_threads = True
    to_recipients = "250 fine"

    def begin(self):
        self.taken, self.unsaid = [], []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def heard(self, message):
        if self.plug is not None and len(self.taken) >= self.plug:
            self.unsaid.append(message)
            raise Gone
        return message

    def handle_error(self, request, client_address):
        """It was meant to break."""

    def go(self):
        self.shutdown()
        self.server_close()


class Letters(Conversation):
    def letter(self):
        return self.server.heard(super().letter()["Message-ID"])


class MailServer(Server, ThreadingTCPServer):
    pass


class Posts(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(self.server.heard(self.headers["Webhook-Id"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Nobody reads it."""


class Receiver(Server, ThreadingHTTPServer):
    pass


@pytest.fixture
def asked(desk):
    """`asked(words)`: what the database says."""
    with psycopg.connect(desk.environment["DATABASE_URL"], autocommit=True) as connection:

        def ask(words, *given):
            cursor = connection.execute(words, given)
            return cursor.fetchall() if cursor.description else None

        yield ask


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def test_what_both_missed_comes_when_they_are_back_in_order_and_once(desk, asked):
    """INT-03, promises R-08, R-09: under load and with a message taken whose yes nobody heard."""
    at = ("127.0.0.1", desk.sink_port), ("127.0.0.1", free_port())
    url = f"http://127.0.0.1:{at[1][1]}/"
    made = desk.api("olga").post("webhooks", {"name": "Away", "url": url, "kinds": ["ticket.opened"]})
    assert made.status_code == 201, made.text
    hook = made.json()["id"]
    first = MailServer(at[0], Letters).begin(), Receiver(at[1], Posts).begin()
    for server in first:
        server.plug = ENOUGH
    rob = desk.api("rob")
    opened = [rob.open(f"Away {number}")["id"] for number in range(TICKETS // 2)]
    until(lambda: all(server.unsaid for server in first), 40)
    for server in first:
        server.go()
    opened += [rob.open(f"Away {number}")["id"] for number in range(TICKETS // 2, TICKETS)]
    until(lambda: desk.waiting() == 0, 30)
    second = MailServer(at[0], Letters).begin(), Receiver(at[1], Posts).begin()
    owed = "SELECT 'evt_' || event_id FROM outbound_delivery WHERE webhook_id = %s ORDER BY id"
    mails = "SELECT message_id FROM outbound_mail WHERE about = 'ticket' AND about_id = ANY(%s)"
    late = "SELECT 1 FROM outbound_mail WHERE about_id = ANY(%s) AND sent_at IS NULL"
    waiting = "SELECT 1 FROM outbound_delivery WHERE webhook_id = %s AND state = 'waiting'"

    def through():
        asked("UPDATE outbound_mail SET send_at = now() WHERE send_at > now() + interval '5 s'")  # minutes go by
        asked("UPDATE outbound_webhook SET rests_until = now() WHERE rests_until > now() + interval '9 s'")
        return not asked(late, opened) and not asked(waiting, hook)

    try:
        until(through, 60, every=0.5)
        posts, letters = (before.taken + after.taken for before, after in zip(first[::-1], second[::-1], strict=True))
        assert posts == [one for (one,) in asked(owed, hook)]
        assert len(posts) == TICKETS
        about = {one for (one,) in asked(mails, opened)}
        assert len(about) == TICKETS
        assert sorted(one for one in letters if one in about) == sorted(about)
        assert first[0].unsaid[0] in second[0].taken
        assert first[1].unsaid[0] == second[1].taken[0]
    finally:
        asked("UPDATE outbound_webhook SET ended_at = now() WHERE id = %s", hook)
        for server in second:
            server.go()
