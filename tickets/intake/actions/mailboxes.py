import re

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actions.invite import usable_address
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import mail_policy as policy
from ..kinds import Kind
from ..models import Mailbox

FIELDS = ("name", "queue", "type", "imap_host", "imap_port", "imap_user", "imap_secret", "imap_folder")
HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,198}[A-Za-z0-9])?")
SECRET = re.compile(r"IMAP_PASSWORD(_[A-Z0-9]{1,60})?")


@transaction.atomic
def add_mailbox(address, *, by, queue, name="", **given):
    """An address that people write to, and the queue its mail goes to (INT-05)."""
    policy.require(by, "keep_mailbox", None)
    said = usable_address(address).lower()
    if Mailbox.objects.filter(address=said).exists():
        raise Refused("This address is a mailbox already.", field="address")
    now = clock.now()
    box = Mailbox(address=said, queue=queue, name=" ".join(name.split()) or said, made_at=now)
    put(box, given, now)
    box.save()
    record(Kind.MAILBOX_ADDED, box, by=by, at=now, text={"address": said, "name": box.name}, queue=queue.pk)
    return box


@transaction.atomic
def change_mailbox(box, *, by, seen=None, **given):
    box.lock(seen)
    policy.require(by, "keep_mailbox", box)
    require_taking(box)
    now = clock.now()
    put(box, given, now)
    box.version += 1
    box.save()
    record(Kind.MAILBOX_CHANGED, box, by=by, at=now, text={"name": box.name}, queue=box.queue_id, version=box.version)
    return box


@transaction.atomic
def end_mailbox(box, *, by):
    """From now on it takes no mail; what came stays."""
    box.lock()
    policy.require(by, "keep_mailbox", box)
    require_taking(box)
    box.ended_at, box.fetch_at = clock.now(), None
    box.version += 1
    box.save(update_fields=["ended_at", "fetch_at", "version"])
    record(Kind.MAILBOX_ENDED, box, by=by, at=box.ended_at)
    return box


def put(box, given, now):
    for name in FIELDS:
        if name in given:
            setattr(box, name, given[name])
    box.name = " ".join(box.name.split())
    if not box.name:
        raise Refused("A mailbox has a name.", field="name", missing=("name",))
    if box.imap_host:
        require_fetchable(box)
    box.fetch_at = now if box.imap_host else None


def require_fetchable(box):
    if not HOST.fullmatch(box.imap_host):
        raise Refused("Give the name of the server, like imap.example.org.", field="imap_host")
    if not 0 < box.imap_port < 65536:
        raise Refused("A port is a number from 1 to 65535.", field="imap_port")
    if not box.imap_user:
        raise Refused("Say as whom to sign in there.", field="imap_user", missing=("imap_user",))
    if not SECRET.fullmatch(box.imap_secret):
        message = (
            "Name the variable of the environment that holds the password: IMAP_PASSWORD, or IMAP_PASSWORD_ and more."
        )
        raise Refused(message, field="imap_secret", missing=("imap_secret",))


def require_taking(box):
    if box.ended_at:
        raise WrongState("This mailbox was ended. Add a new one.")
