"""Writing mails: rows, sent by the worker. Nobody waits for a mail server, and a lost one is seen."""

import secrets
from email.utils import parseaddr
from functools import cache

from django.conf import settings

from supportdesk import clock
from supportdesk.outbound.models import Mail

LONGEST_SUBJECT = 300


def host():
    """What stands after the @ of a message's id: the part of our own address that no mail server changes."""
    return host_of(settings.DEFAULT_FROM_EMAIL)


@cache
def host_of(address):
    return parseaddr(address)[1].rpartition("@")[2] or "localhost"


def thread_of(about, about_id):
    """The mail that none was: every mail about one thing answers it, so that programs show them together."""
    return f"<{about}-{about_id}@{host()}>"


def letter(address, *, subject, body, person_id=None, event_id=None, about="", about_id=None, now=None):
    """A mail to be kept with `post`. Its id is one that nobody guesses: an answer to it names the thread. Whoever
    writes many says the instant."""
    now = now or clock.now()
    name = f"{about}-{about_id}." if about else ""
    return Mail(
        person_id=person_id,
        event_id=event_id,
        about=about,
        about_id=about_id,
        address=address,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        body=body,
        message_id=f"<{name}{secrets.token_hex(16)}@{host()}>",
        thread=thread_of(about, about_id) if about else "",
        created_at=now,
        send_at=now,
    )


def post(letters):
    """Keep these mails to be sent, one per person and event: a second telling of the same event adds nothing."""
    Mail.objects.bulk_create(letters, ignore_conflicts=True)
