"""The one place that speaks to a receiver. It follows no redirect and goes by nothing but the number of the answer."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, RemoteDisconnected

from . import guard

PATIENCE = 15.0  # seconds for one message, however slowly the other side speaks
SHORT, SOON = 64 * 1024, 1.0  # what stands behind the number is read for the sake of the line, so far and so long
AGENT = "Supportdesk"
GONE = 410
CLOSED = (RemoteDisconnected, ConnectionResetError, ConnectionAbortedError, BrokenPipeError)


@dataclass(frozen=True)
class Answer:
    """The number that came back, or why none did."""

    status: int | None
    error: str
    took_ms: int

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        return self.status == GONE


class Line:
    """To one receiver, for one turn. Where its name leads is looked at when a connection is begun, and one that is kept
    goes on leading there: no message goes to an address that was not looked at."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self.url, self.patience = url, patience
        self.connection: HTTPConnection | None = None
        self.path = self.named = ""

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def post(self, body: bytes, headers: dict[str, str]) -> Answer:
        began = time.monotonic()
        status, error = None, ""
        try:
            status = self.asked(body, headers, began + self.patience)
        except guard.Forbidden as why:
            error = str(why)
        except ssl.SSLError:
            error = "Its certificate, or its TLS, is not good."
        except (OSError, HTTPException):
            late = time.monotonic() - began >= self.patience
            error = f"No answer within {self.patience:g} seconds." if late else "No connection, or it broke."
        if error:
            self.close()
        took = round((time.monotonic() - began) * 1000)
        return Answer(status, error or ("" if status and status < 300 else f"It answered {status}."), took)

    def asked(self, body: bytes, headers: dict[str, str], until: float) -> int:
        """The other side may have closed what was kept: then it goes once more on a new connection, under its id."""
        if self.connection:
            with suppress(*CLOSED):
                return self.answered(self.connection, body, headers, until)
            self.close()
        self.connection = self.begun(until)
        return self.answered(self.connection, body, headers, until)

    def begun(self, until: float) -> HTTPConnection:
        """To the address that was looked at; the name serves the certificate alone. It never connects by itself."""
        target = guard.looked_up(self.url)
        self.path, self.named = target.path, target.named
        connection = HTTPConnection(target.host, target.port)
        connection.auto_open = 0
        line = socket.create_connection((target.address, target.port), timeout=left(until))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if target.tls:
            context = ssl.create_default_context()
            line = context.wrap_socket(line, server_hostname=target.host, do_handshake_on_connect=False)
            with watched(line, until):
                line.do_handshake()
        connection.sock = line
        return connection

    def answered(self, connection: HTTPConnection, body: bytes, headers: dict[str, str], until: float) -> int:
        line = connection.sock
        said = {"Host": self.named, "Content-Type": "application/json", "User-Agent": AGENT}
        with watched(line, until):
            connection.request("POST", self.path, body=body, headers=said | headers)
            answer = connection.getresponse()
            status = answer.status
            if not read_out(answer, line):
                self.close()
        return status

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None


def left(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


@contextmanager
def watched(line: socket.socket, until: float) -> Iterator[None]:
    """Timeouts of sockets are for each read; whoever sends a letter a second is cut off by the clock."""
    seconds = left(until)
    line.settimeout(seconds)
    watch = threading.Timer(seconds, cut, [line])
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def read_out(answer: HTTPResponse, line: socket.socket) -> bool:
    """Whether the line is clean for the next message: what was announced is short, and has come soon."""
    if answer.will_close or answer.length is None or answer.length > SHORT:
        return False
    line.settimeout(SOON)
    with suppress(OSError, HTTPException):
        answer.read()
        return True
    return False


def cut(line: socket.socket) -> None:
    try:
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already
