"""Mail that is fetched. A mail is marked as seen at its server after it is committed here; what a broken line brings
twice is one row all the same."""

import imaplib
import ipaddress
import re
import ssl
from contextlib import contextmanager, suppress

from ..vouching import secret

PATIENCE = 20  # seconds
MOST = 100  # mails in one go
SEALED = 993
SIZE = re.compile(rb"RFC822\.SIZE (\d{1,15})")


class Unfetched(Exception):
    """What the server said, or did not say."""


@contextmanager
def signed_in(box):
    """Never in the clear, but on this very machine."""
    password = secret(box.imap_secret)
    if not password:
        raise Unfetched(f"The environment has no {box.imap_secret}.")
    try:
        server = connected(box, ssl.create_default_context())
        try:
            server.login(box.imap_user, password)
            yield server
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()
    except (imaplib.IMAP4.error, OSError) as error:
        raise Unfetched(f"{type(error).__name__}: {error}".replace(password, "…")[:300]) from error


def connected(box, context):
    if box.imap_port == SEALED:
        return imaplib.IMAP4_SSL(box.imap_host, box.imap_port, ssl_context=context, timeout=PATIENCE)
    server = imaplib.IMAP4(box.imap_host, box.imap_port, timeout=PATIENCE)
    if not is_here(box.imap_host):
        server.starttls(context)
    return server


def is_here(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def fetch(box, *, largest, keep):
    """Hand every mail that nobody has seen to `keep`, and mark it then. Answers how many, and how many are left."""
    with signed_in(box) as server:
        quoted = '"' + box.imap_folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
        told(server.select(quoted))
        numbers = told(server.uid("SEARCH", "UNSEEN"))[0].split()[:MOST]
        taken = 0
        for number in numbers:
            if size_of(server, number) <= largest and (raw := content(server, number)):
                keep(raw)
                told(server.uid("STORE", number.decode(), "+FLAGS.SILENT", r"(\Seen)"))
                taken += 1
        return taken, len(numbers) - taken


def told(answer):
    status, lines = answer
    if status != "OK":
        raise Unfetched(str(lines)[:300])
    return [line for line in lines if line is not None] or [b""]


def size_of(server, number):
    (line, *_) = told(server.uid("FETCH", number.decode(), "(RFC822.SIZE)"))
    found = SIZE.search(line if isinstance(line, bytes) else line[0])
    return int(found[1]) if found else 0


def content(server, number):
    lines = told(server.uid("FETCH", number.decode(), "(BODY.PEEK[])"))
    return next((line[1] for line in lines if isinstance(line, tuple)), b"")
