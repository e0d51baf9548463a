"""The one place that speaks to a receiver. It follows no redirect and reads nothing but the number of the answer."""

import socket
import ssl
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from . import guard

PATIENCE = 15.0  # seconds for one message, however slowly the other side speaks
AGENT = "Supportdesk"
GONE = 410


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


def post(url: str, body: bytes, headers: dict[str, str], *, patience: float = PATIENCE) -> Answer:
    began = time.monotonic()
    status, error = None, ""
    try:
        status = asked(guard.looked_up(url), body, headers, patience)
    except guard.Forbidden as why:
        error = str(why)
    except ssl.SSLError:
        error = "Its certificate, or its TLS, is not good."
    except (OSError, HTTPException):
        late = time.monotonic() - began >= patience
        error = f"No answer within {patience:g} seconds." if late else "No connection, or it broke."
    took = round((time.monotonic() - began) * 1000)
    return Answer(status, error or ("" if status and status < 300 else f"It answered {status}."), took)


def asked(target: guard.Target, body: bytes, headers: dict[str, str], patience: float) -> int:
    """Timeouts of sockets are for each read; whoever sends a letter a second is cut off by the clock."""
    line = begun(target, patience)
    watch = threading.Timer(patience, cut, [line])
    watch.start()
    try:
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        return answered(target, body, headers, line)
    finally:
        watch.cancel()
        line.close()


def begun(target: guard.Target, patience: float) -> socket.socket:
    """A line to the address that was looked at; the name serves the certificate alone."""
    line = socket.create_connection((target.address, target.port), timeout=patience)
    if not target.tls:
        return line
    context = ssl.create_default_context()
    return context.wrap_socket(line, server_hostname=target.host, do_handshake_on_connect=False)


def answered(target: guard.Target, body: bytes, headers: dict[str, str], line: socket.socket) -> int:
    connection = HTTPConnection(target.host, target.port)
    connection.sock = line
    said = {"Host": target.named, "Content-Type": "application/json", "User-Agent": AGENT, "Connection": "close"}
    connection.request("POST", target.path, body=body, headers=said | headers)
    return connection.getresponse().status


def cut(line: socket.socket) -> None:
    try:
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already
