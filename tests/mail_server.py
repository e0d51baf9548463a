"""As much of a mail server as a test needs; it knows nothing of the desk."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Conversation(socketserver.StreamRequestHandler):
    """As much of a mail server as a client needs: it takes what it is given, or refuses the recipient."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line.split()[0].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.taken.append(self.letter())
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say(self.server.to_recipients if verb == b"RCPT" else "250 fine")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def letter(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return message_from_bytes(b"".join(lines), policy=policy.default)


@contextmanager
def listening(to_recipients="250 fine"):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.taken, server.to_recipients = [], to_recipients
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
