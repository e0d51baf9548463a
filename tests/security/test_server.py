"""The real web server, spoken to by hand: what no well-behaved client sends is turned away before it does harm."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.services
ROOT = Path(__file__).parents[2]
COMMON = b"Host: localhost\r\nConnection: close\r\n"
ASKED = b"GET /healthz HTTP/1.1\r\n"
SENT = b"POST /api/v1/tickets HTTP/1.1\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def server():
    """gunicorn with our own settings on a port of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    words = [sys.executable, "-m", "gunicorn", "-c", "supportdesk/gunicorn.py", "-w", "1", "--log-level", "error"]
    words += ["-b", f"fd://{listener.fileno()}", "supportdesk.wsgi:application"]
    process = subprocess.Popen(words, cwd=ROOT, env=os.environ, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL)
    yield listener.getsockname()
    process.terminate()
    process.wait(30)
    listener.close()


def say(server, text):
    """The whole answer to these bytes."""
    with socket.create_connection(server, timeout=60) as line:
        line.sendall(text)
        return b"".join(iter(lambda: line.recv(65536), b""))


def status(answer):
    return int(answer.split(b" ", 2)[1])


TWISTED = {
    "two hosts": ASKED + COMMON + b"Host: evil.example\r\n\r\n",
    "a foreign host": b"GET /tickets/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "two lengths": SENT + COMMON + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "a length and chunks": SENT + COMMON + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a NUL in a header": ASKED + COMMON + b"X-A: a\x00b\r\n\r\n",
    "a NUL in a quoted cookie": ASKED + COMMON + b'Cookie: sessionid="\\000aaaaaaaa"\r\n\r\n',
    "an endless line": b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + COMMON + b"\r\n",
}


@pytest.mark.parametrize("name", TWISTED)
def test_what_can_be_read_in_two_ways_is_not_read(server, name):
    answer = say(server, TWISTED[name])
    assert status(answer) == 400
    assert b"evil.example" not in answer
    assert b"Traceback" not in answer


@pytest.mark.parametrize("name", [b"SCRIPT_NAME", b"PATH_INFO", b"REMOTE_USER", b"X_Forwarded_Host"])
def test_no_header_moves_an_address(server, name):
    """A path that a proxy has let through stays that path, and the prefix of all links stays ours."""
    answer = say(server, b"GET /nowhere HTTP/1.1\r\n" + COMMON + name + b": /healthz\r\n\r\n")
    assert status(answer) == 404


def test_a_body_in_chunks_is_not_read_past_what_is_allowed(server):
    """What has no length is no body: nobody fills the memory with it."""
    chunk = b"100000\r\n" + b"[" * 0x100000 + b"\r\n"
    answer = say(server, SENT + COMMON + b"Transfer-Encoding: chunked\r\n\r\n" + chunk + b"0\r\n\r\n")
    assert status(answer) in (400, 401, 413)
    body = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert body["code"] == "not_authenticated"
