import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from supportdesk.accounts.actor import system
from supportdesk.events.relay import drain
from supportdesk.outbound.actions.webhooks import add_webhook
from supportdesk.outbound.delivering import deliver_next
from tests.supportdesk.api.clients import Api


class Talk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), body))
        answer = self.server.answers.pop(0) if self.server.answers else 200
        if answer == "drip":
            self.drip()
            return
        self.send_response(answer)
        if 300 <= answer < 400:
            self.send_header("Location", self.server.elsewhere)
        self.send_header("Content-Length", str(10**9) if self.server.endless else "0")
        self.end_headers()
        self.close_connection = self.server.hangs_up

    def drip(self):
        """One letter after the other, never the end of a line."""
        for _ in range(40):
            try:
                self.wfile.write(b"H")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *args):
        """Nobody reads it."""


class Receiver(ThreadingHTTPServer):
    """Somebody else's server. `answers` are given one after the other, then 200."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken, self.answers, self.elsewhere = [], [], ""
        self.lines, self.hangs_up, self.endless = 0, False, False

    def process_request(self, request, client_address):
        self.lines += 1
        super().process_request(request, client_address)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/hook"

    @property
    def ids(self):
        return [headers["Webhook-Id"] for headers, _ in self.taken]


@pytest.fixture
def api(db):
    return Api


@pytest.fixture
def inside(monkeypatch):
    """The operator lets webhooks reach this machine."""
    monkeypatch.setenv("WEBHOOK_NETWORKS", "127.0.0.0/8")


def served():
    with Receiver() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def receiver(inside):
    yield from served()


@pytest.fixture
def other_receiver(inside):
    yield from served()


@pytest.fixture
def hooked(receiver):
    """A webhook of the receiver's that hears of everything on tickets, and its secret."""
    return add_webhook("Warehouse", by=system("import"), url=receiver.url, kinds=["ticket.*"])


@pytest.fixture
def leave(db):
    """`leave()`: whatever happened is told, and what is due leaves."""

    def go():
        drain("people")
        while deliver_next(by=system("clock")):
            pass

    return go
