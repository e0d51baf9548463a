"""Two servers of other people: one takes mail, one takes webhooks. `python -m tests.stack.outside KIND PORT FILE`.

Each writes what it was given into the file before it says yes, and lives as long as it is let. With `--after 3 kill` it
takes three, writes the fourth down and dies before its yes is said; with `stop` it freezes there instead.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import ThreadingTCPServer

from tests.mail_server import Conversation

ROOT = Path(__file__).parents[2]
HOW = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}


class Server:
    allow_reuse_address = daemon_threads = True
    to_recipients = "250 fine"
    after, how, taken = None, None, ()  # the last is what a conversation adds to; the file is what counts
    given = 0

    def heard(self, name):
        """It is written down; the yes is said by whoever asked, if there is time for it."""
        self.given += 1
        with self.file.open("a") as file:
            file.write(f"{name}\n")
        if self.given - 1 == self.after:
            os.kill(os.getpid(), self.how)


class Letters(Conversation):
    def handle(self):
        with suppress(OSError):
            super().handle()

    def letter(self):
        mail = super().letter()
        self.server.heard(mail["Message-ID"])
        return mail


class MailServer(Server, ThreadingTCPServer):
    kept = Letters


class Posts(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard(self.headers["Webhook-Id"])
        with suppress(OSError):
            self.send_response(204)
            self.end_headers()

    def log_message(self, *_):
        """Nobody reads it."""


class Receiver(Server, ThreadingHTTPServer):
    kept = Posts


KINDS = {"mail": MailServer, "hooks": Receiver}


class Outside:
    """One of them, as a process that a test starts, kills, freezes and thaws; the file outlives it."""

    def __init__(self, kind, port, folder):
        self.kind, self.port, self.file = kind, port, folder / f"{kind}.taken"
        self.file.touch()
        self.process = None

    def begin(self, *fate):
        words = [sys.executable, "-m", "tests.stack.outside", self.kind, str(self.port), str(self.file)]
        self.process = subprocess.Popen([*words, *(["--after", *fate] if fate else [])], cwd=ROOT)
        return self

    def serves(self):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def away(self):
        """Dead or frozen: what its fate was."""
        with suppress(FileNotFoundError):
            state = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
            return state in "TZ"
        return True

    def back(self):
        """Thawed, or started anew where it died."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
        else:
            self.begin()

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(20)

    def taken(self):
        """Everything it was given, in the order in which it came."""
        return self.file.read_text().split()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("port", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--after", nargs=2)
    said = parser.parse_args()
    server_class = KINDS[said.kind]
    server = server_class(("127.0.0.1", said.port), server_class.kept)
    server.file, server.taken = said.file, []
    if said.after:
        server.after, server.how = int(said.after[0]), HOW[said.after[1]]
    server.serve_forever()


if __name__ == "__main__":
    main()
