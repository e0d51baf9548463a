"""What comes with a mail goes the way of every other upload; what cannot be kept is named in the message."""

from typing import NamedTuple

from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.files import limits, names, secrets_in, store
from supportdesk.files.actions.keep import keep
from supportdesk.privacy import policies, screening
from supportdesk.privacy.mask import masked
from tickets.desk import guards

NO_WORDS = "(This mail has no text.)"
NO_SUBJECT = "(no subject)"


class Kept(NamedTuple):
    files: list[int]
    left_out: list[str]
    secret: bool


def kept(letter, by) -> Kept:
    """Loose files of the sender's, for the message; `secret`: something came that may stand nowhere."""
    files: list[int] = []
    left_out: list[str] = []
    secret, room = False, limits.MESSAGE
    for one in letter.files:
        name = names.clean(one.name)
        if len(files) == limits.NUMBER or len(one.content) > room:
            left_out.append(f"“{name}” is one file too many, or too large together with the others.")
            continue
        try:
            with transaction.atomic():
                stored = keep(store.upload(name, one.content), by=by)
                if barred := secrets_in.barred(stored.holds):
                    secret = True
                    raise Refused(f"“{name}” holds {screening.named(barred)}.")
        except Refused as refusal:
            left_out.append(refusal.message)
            continue
        files.append(stored.pk)
        room -= stored.size
    return Kept(files, left_out, secret)


class Said(NamedTuple):
    title: str
    body: str
    confirmed: list[str]
    secret: bool


def said(letter, words, left_out) -> Said:
    notes = "".join(f"\n[Not kept: {why}]" for why in left_out)
    return screened(letter.subject, words, "\n" + notes if notes else "")


def screened(subject, words, notes="") -> Said:
    """The words as they may be kept. Nobody is there to be warned or to write it anew, so what the desk refuses is
    taken out, and what it warns of goes through (SEC-02)."""
    rules = policies.rules()
    hidden = [kind for kind, rule in rules.items() if rule in (screening.BLOCK, screening.MASK)]
    title = masked(subject, hidden)[:250] or NO_SUBJECT
    whole = (masked(words, hidden) or NO_WORDS) + notes
    blocked = [kind for kind, rule in rules.items() if rule == screening.BLOCK]
    secret = masked(words, blocked) != words or masked(subject, blocked) != subject
    found = [*guards.findings(whole, rules), *guards.findings(title, rules)]
    return Said(title, whole, sorted({one.code for one in found}), secret)
