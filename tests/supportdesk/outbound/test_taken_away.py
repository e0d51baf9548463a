"""A mail server and a receiver are taken away while messages leave, each after a message whose yes nobody heard."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import ThreadingTCPServer

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.outbound.actions.webhooks import add_webhook
from supportdesk.outbound.letters import letter, post
from supportdesk.outbound.models import Delivery, Mail, Webhook
from supportdesk.outbound.tasks import send_mails
from tests.mail_server import SMTP, Conversation
from tickets.desk.actions.note import note

pytestmark = pytest.mark.django_db
NUMBER, ENOUGH = 12, 4


class Gone(Exception):
    """Somebody pulled the plug."""


class Server:
    """Takes what it is given; once it has `plug` messages its connections break before another yes is said."""

    allow_reuse_address = daemon_threads = True
    to_recipients = "250 fine"

    def heard(self, message):
        if self.plug is not None and len(self.taken) >= self.plug:
            self.unsaid.append(message)
            raise Gone
        return message

    def handle_error(self, request, client_address):
        """It was meant to break."""


class Letters(Conversation):
    def letter(self):
        return self.server.heard(super().letter()["Message-ID"])


class Posts(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(self.server.heard(self.headers["Webhook-Id"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Nobody reads it."""


class MailServer(Server, ThreadingTCPServer):
    talk = Letters


class Receiver(Server, ThreadingHTTPServer):
    talk = Posts


@contextmanager
def serving(kind, port, plug=None):
    with kind(("127.0.0.1", port), kind.talk) as server:
        server.taken, server.unsaid, server.plug = [], [], plug
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def test_no_mail_is_lost_and_none_taken_twice(settings, port):
    """Promises R-09: drops after DATA, refuses, comes back; a run ends with the first fault, and minutes go by."""
    settings.MAIL_SERVER, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port
    post([letter(f"rob{number}@acme.test", subject="News", body="Look.") for number in range(NUMBER)])
    with serving(MailServer, port, plug=ENOUGH) as first:
        send_mails()
    assert (len(first.taken), len(first.unsaid), Mail.objects.filter(tries=0).count()) == (4, 1, NUMBER - 5)
    send_mails()
    assert Mail.objects.filter(tries=0).count() == NUMBER - 6
    Mail.objects.filter(sent_at=None).update(send_at=clock.now())
    with serving(MailServer, port) as second:
        send_mails()
        send_mails()
    assert sorted(first.taken + second.taken) == sorted(Mail.objects.values_list("message_id", flat=True))
    assert first.unsaid[0] in second.taken
    assert not Mail.objects.filter(sent_at=None).exists()


def test_no_event_is_lost_and_they_come_in_order_once(inside, port, leave, ticket, ann, by):
    """Promises R-08: the one whose yes nobody heard comes again first, under the same id."""
    add_webhook("Away", by=system("import"), url=f"http://127.0.0.1:{port}/", kinds=["ticket.noted"])
    for number in range(NUMBER):
        note(ticket, by=by(ann), body=f"Note {number}.")
    with serving(Receiver, port, plug=ENOUGH) as first:
        leave()
    Webhook.objects.update(rests_until=None)
    leave()
    Webhook.objects.update(rests_until=None)
    with serving(Receiver, port) as second:
        leave()
    owed = [one.message_id for one in Delivery.objects.order_by("pk")]
    assert len(owed) == NUMBER
    assert first.taken + second.taken == owed
    assert set(first.unsaid) == {second.taken[0]}
