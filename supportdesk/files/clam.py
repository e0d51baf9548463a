"""The virus scanner's own protocol: a file goes to clamd in pieces, and one line comes back."""

import socket
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from . import store

PATIENCE = 60  # seconds for one exchange; a scanner reads a large archive for a while
LONGEST = 4096


class Unavailable(Exception):
    """The scanner did not answer."""


class Undecided(Exception):
    """The scanner answered, but not with a verdict: the file is too large for it, say."""


def scan(path: Path, url: str) -> str:
    """What was found in it, or nothing. `url` is tcp://host:port or unix:///path."""
    try:
        with connect(url) as line:
            # it hangs up on what is too large for it, and has said so before
            with suppress(BrokenPipeError, ConnectionResetError):
                send(line, path)
            return finding(answer_of(line))
    except OSError as error:
        raise Unavailable(str(error)) from error


def send(line: socket.socket, path: Path) -> None:
    line.sendall(b"zINSTREAM\0")
    with path.open("rb") as file:
        while piece := file.read(store.CHUNK):
            line.sendall(len(piece).to_bytes(4, "big") + piece)
    line.sendall(bytes(4))


def connect(url: str) -> socket.socket:
    address = urlsplit(url)
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname or "localhost", address.port or 3310), PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(address.path)
    except OSError:
        line.close()
        raise
    return line


def answer_of(line: socket.socket) -> str:
    said = b""
    while len(said) < LONGEST and (piece := line.recv(LONGEST)):
        said += piece
        if b"\0" in piece:
            break
    return said.rstrip(b"\0\n").decode(errors="replace")


def finding(said: str) -> str:
    """`stream: OK`, `stream: Eicar-Test FOUND`, or words about what went wrong."""
    verdict = said.removeprefix("stream:").strip()
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND").strip()[:200]
    if not verdict:
        raise Unavailable("no answer")
    raise Undecided(verdict)
