"""What the worker does about mail: fetch it, and read what waits."""

from functools import partial

from supportdesk.accounts.actor import system
from supportdesk.errors import Refused

from ..actions.fetching import claim_fetch, note_fetch
from ..actions.reading import claim_next, hold_mail
from ..actions.receive import LARGEST, receive
from ..actions.take_up import take_up
from . import imap
from .mime import Unreadable
from .reader import reader


def read_next() -> bool:
    """Read the mail that has waited longest; answers whether there was one."""
    by = system("mail")
    mail = claim_next(by=by)
    if mail is None:
        return False
    try:
        letter = reader.read(bytes(mail.raw))
    except Unreadable as error:
        hold_mail(mail, by=by, why=str(error))
    else:
        take_up(mail, by=by, letter=letter)
    return True


def fetch_next() -> bool:
    """Fetch from the mailbox whose turn it is; answers whether there was one."""
    by = system("mail")
    box = claim_fetch(by=by)
    if box is None:
        return False
    try:
        _, too_large = imap.fetch(box, largest=LARGEST, keep=partial(keep, box, by))
        note_fetch(box, by=by, error=f"{too_large} mails there are too large." if too_large else "")
    except (imap.Unfetched, Refused) as error:
        note_fetch(box, by=by, error=str(error))
    return True


def keep(box, by, raw):
    receive(box, by=by, raw=raw, door="imap")
