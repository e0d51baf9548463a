"""The broker refuses, then freezes, while people work: they notice nothing; then all that is owed arrives once."""

import http.client
import json
import socket
import statistics
import sys
import time
from dataclasses import dataclass, field

import pytest

from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import SCOPES
from supportdesk.events import queries
from supportdesk.outbound.models import Notification
from tickets.desk.models import Message, Ticket

HAND = 0.03  # seconds: what an otherwise idle machine of two cores may take longer for reasons of its own


@pytest.fixture
def web(process, until):
    """The desk's own gunicorn on a free port of this machine, with the environment of a running desk."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "gunicorn", "supportdesk.wsgi", "-c", "python:supportdesk.gunicorn"]
    running = {"SUPPORTDESK_ENV": "development", "API_RATE": "1000000", "LOG_FORMAT": "json"}
    process("web", *words, "-b", f"127.0.0.1:{port}", **running)
    until(lambda: answers(port), 30, "the web server")
    return port


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@dataclass
class Client:
    """One person's program: a token, a connection kept open, and how long each answer took."""

    port: int
    token: str
    statuses: list = field(default_factory=list)
    seconds: list = field(default_factory=list)

    def ask(self, method, path, body=None):
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection.request(method, f"/api/v1{path}", json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.statuses.append(answer.status)
        self.seconds.append(time.monotonic() - begun)
        return json.loads(content)

    def work(self, ticket, seconds):
        """Read, list and reply for so long; the 95th percentile of what the answers took."""
        self.seconds, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            self.ask("GET", f"/tickets/{ticket}")
            self.ask("POST", f"/tickets/{ticket}/messages", {"body": f"Said {len(self.statuses)}."})
            self.ask("GET", "/tickets?status=live")
        return statistics.quantiles(self.seconds, n=20)[-1]


@pytest.mark.services
@pytest.mark.parametrize("seconds", [5, pytest.param(60, marks=pytest.mark.prove)])
def test_nobody_waits_for_the_broker_and_nothing_is_lost(
    seconds, web, process, valkey, until, desk, rob, ann, service_desk, incident
):
    """Redis refused, then frozen: no 5xx, p95 at most twice normal; afterwards everything owed arrives once."""
    _, text = issue_token(ann, by=system("import"), name="Test", scopes=list(SCOPES), days=1)
    client = Client(web, text)
    letter = {"title": "VPN drops", "body": "-", "type": "incident", "queue": "service-desk", "requester": rob.email}
    ticket = client.ask("POST", "/tickets", letter)["id"]
    client.work(ticket, 1)
    normal = client.work(ticket, min(seconds, 10))

    valkey.kill()
    refused = client.work(ticket, seconds)
    valkey.start()
    valkey.freeze()
    frozen = client.work(ticket, seconds)
    valkey.thaw()

    assert not [status for status in client.statuses if status >= 400]
    assert max(refused, frozen) <= 2 * normal + HAND, (normal, refused, frozen)

    process("worker")
    process("quick beat")
    until(lambda: not any(lane.waiting or lane.set_aside for lane in queries.untold()), 60, "what was owed")
    replies = Message.objects.filter(ticket=ticket, from_desk=True).count()
    assert replies == len([1 for status in client.statuses if status == 201]) - 1
    told = Notification.objects.filter(person=rob, kind="ticket.replied")
    assert told.count() == told.values("event_id").distinct().count() == replies
    assert Ticket.objects.get().pk == ticket
