"""Our own end of SMTP and LMTP, for a mail server of the house to hand its mail to. It takes mail for our mailboxes and
relays none; what it says yes to is committed (INT-05). It reads no mail: that happens later, elsewhere."""

import re
import socket
import socketserver
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

from supportdesk.accounts.actor import system
from supportdesk.errors import Refused

from ..actions.receive import LARGEST, receive
from ..addressing import mailbox_of

PATIENCE = 60  # seconds for one line
AT_ONCE = 20  # conversations; the next ones wait at the door
LINE, RECIPIENTS, FAULTS = 64 * 1024, 100, 20
IN_MEMORY = 1024 * 1024
PATH = re.compile(rb"(?:FROM|TO):\s*<([^<>\s]{0,320})>(.*)", re.IGNORECASE)
SIZE = re.compile(rb"\bSIZE=(\d{1,15})", re.IGNORECASE)
LATER = "451 4.3.0 Try again later"
AWAY = (OperationalError, InterfaceError)
log = structlog.get_logger(__name__)
places, large = BoundedSemaphore(AT_ONCE), BoundedSemaphore(1)


def renew():
    """A conversation may be longer than a connection to the database lives."""
    if not connection.in_atomic_block:
        close_old_connections()


class Gone(Exception):
    """The other side said goodbye, or nothing at all for too long."""


class Conversation(socketserver.StreamRequestHandler):
    timeout = PATIENCE

    def handle(self):
        self.sender, self.recipients, self.door, self.faults = None, [], "smtp", 0
        with places:
            try:
                self.say("220 supportdesk ready")
                while self.faults < FAULTS:
                    self.answer(self.line(2048).rstrip(b"\r\n"))
                self.say("421 4.7.0 Too many faults")
            except (Gone, OSError):
                pass

    def line(self, most=LINE):
        line = self.rfile.readline(most)
        if not line:
            raise Gone
        return line

    def say(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def fault(self, said):
        self.faults += 1
        self.say(said)

    def answer(self, line):
        verb, _, rest = line.partition(b" ")
        act = VERBS.get(verb.upper())
        if act is None:
            self.fault("500 5.5.2 That is not understood here")
        else:
            act(self, rest.strip())

    def hello(self, rest):
        self.reset()
        self.door = "smtp"
        self.say("250-supportdesk", "250-8BITMIME", "250-PIPELINING", f"250 SIZE {LARGEST}")

    def hello_lmtp(self, rest):
        self.hello(rest)
        self.door = "lmtp"

    def mail_from(self, rest):
        found = PATH.fullmatch(rest)
        if not found:
            return self.fault("501 5.5.4 MAIL FROM:<address>")
        size = SIZE.search(found[2])
        if size and int(size[1]) > LARGEST:
            return self.fault("552 5.3.4 A mail is at most 50 MB")
        self.sender, self.recipients = found[1].decode("ascii", "replace"), []
        return self.say("250 2.1.0 Fine")

    def recipient(self, rest):
        found = PATH.fullmatch(rest)
        if self.sender is None or not found:
            return self.fault("503 5.5.1 MAIL FROM comes first" if found else "501 5.5.4 RCPT TO:<address>")
        if len(self.recipients) == RECIPIENTS:
            return self.say("452 4.5.3 Too many recipients")
        try:
            renew()
            box = mailbox_of(found[1].decode("ascii", "replace"))
        except AWAY:
            return self.say(LATER)
        if box is None:
            return self.fault("550 5.1.1 Nobody of that name is here")
        self.recipients.append(box)
        return self.say("250 2.1.5 Fine")

    def data(self, rest):
        if not self.recipients:
            return self.fault("503 5.5.1 RCPT TO comes first")
        self.say("354 Go on; end with a line that holds one dot")
        with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            size, fault = self.take(file)
            said = fault or self.keep(file, size)
        self.say(*[said] * (len(self.recipients) if self.door == "lmtp" else 1))
        return self.reset()

    def take(self, file):
        """Up to the dot that stands between two proper line ends, and to no other: a dot after a bare line feed is
        where smugglers begin their second mail."""
        size, fault, whole = 0, "", True
        while True:
            line = self.line()
            if whole and line == b".\r\n":
                return size, fault
            if line.endswith(b"\n") and not line.endswith(b"\r\n"):
                fault = fault or "550 5.6.11 A line ends with CR and LF"
            told = line[1:] if whole and line.startswith(b".") else line
            whole = line.endswith(b"\r\n")
            size += len(told)
            if size > LARGEST:
                fault = fault or "552 5.3.4 A mail is at most 50 MB"
            if not fault:
                file.write(told)

    def keep(self, file, size):
        """Committed for every recipient before anybody hears a yes."""
        file.seek(0)
        if size > IN_MEMORY:
            with large:
                return self.kept(file.read())
        return self.kept(file.read())

    def kept(self, raw):
        boxes = {box.pk: box for box in self.recipients}
        try:
            renew()
            with transaction.atomic():
                for box in boxes.values():
                    receive(box, by=system("mail"), raw=raw, door=self.door, sender=self.sender)
        except AWAY:
            log.warning("mail_not_kept", size=len(raw))
            return LATER
        except Refused as refusal:
            return f"554 5.6.0 {refusal.message}"
        return "250 2.6.0 Kept"

    def reset(self):
        self.sender, self.recipients = None, []

    def rset(self, rest):
        self.reset()
        self.say("250 2.0.0 Fine")

    def nothing(self, rest):
        self.say("250 2.0.0 Fine")

    def verify(self, rest):
        self.say("252 2.5.0 Send it and see")

    def quit(self, rest):
        self.say("221 2.0.0 Goodbye")
        raise Gone


VERBS = {
    b"EHLO": Conversation.hello,
    b"HELO": Conversation.hello,
    b"LHLO": Conversation.hello_lmtp,
    b"MAIL": Conversation.mail_from,
    b"RCPT": Conversation.recipient,
    b"DATA": Conversation.data,
    b"RSET": Conversation.rset,
    b"NOOP": Conversation.nothing,
    b"VRFY": Conversation.verify,
    b"QUIT": Conversation.quit,
}


class Listener(socketserver.ThreadingTCPServer):
    """On a socket that somebody has opened already: while this process starts again, senders wait."""

    daemon_threads = True
    request_queue_size = 100

    def __init__(self, heard: socket.socket):
        super().__init__(heard.getsockname(), Conversation, bind_and_activate=False)
        self.socket.close()
        self.socket = heard

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            connection.close()
