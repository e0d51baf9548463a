"""Mail as it comes: written line by line, read by the real child, taken up by the real actions."""

import socket
import threading
from types import SimpleNamespace

import pytest

from supportdesk.accounts.actor import system
from tickets.intake.actions.mailboxes import add_mailbox
from tickets.intake.actions.receive import receive
from tickets.intake.mail.listen import Conversation
from tickets.intake.mail.working import read_next


@pytest.fixture
def box(service_desk, incident):
    """help@desk.test, whose mail goes to the service desk."""
    return add_mailbox("help@desk.test", by=system("import"), queue=service_desk, type=incident, name="Help")


def letter(sender, subject="The printer is dead", body="It blinks red.", **headers):
    """The bytes of an ordinary mail."""
    told = {"From": sender, "To": "help@desk.test", "Subject": subject, "MIME-Version": "1.0"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode() + b"\r\n" + body.encode() + b"\r\n"


@pytest.fixture
def brought(box):
    """`brought(raw)`: what became of this mail, once it was kept and read."""

    def bring(raw, *, to=box, sender="somebody@acme.test", door="smtp"):
        kept = receive(to, by=system("mail"), raw=raw, door=door, sender=sender)
        while read_next():
            pass
        kept.refresh_from_db()
        return kept

    return bring


@pytest.fixture
def spoken():
    """`spoken(talk)`: our end of SMTP answers whatever `talk(socket)` says from the other end; answers what it saw."""

    def speak(talk):
        ours, theirs = socket.socketpair()
        seen = {}

        def say():
            with theirs:
                seen["said"] = talk(theirs)

        thread = threading.Thread(target=say, daemon=True)
        thread.start()
        Conversation(ours, ("127.0.0.1", 0), SimpleNamespace())
        ours.close()
        thread.join(10)
        return seen["said"]

    return speak
