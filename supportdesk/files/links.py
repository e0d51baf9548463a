"""Signed links to files: for one reader, at one browser or token, for ten minutes. They are no right: that is asked
again whenever one is used."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.core import signing

from . import limits

SALT = "files"


class Link(NamedTuple):
    """`bound` names the session or the token it was given to."""

    holder: str
    pk: int
    person: int
    bound: str
    preview: bool
    until: float

    def expires_at(self) -> datetime:
        return datetime.fromtimestamp(self.until, UTC)

    def signed(self) -> str:
        return signing.dumps(list(self), salt=SALT)


def make(holder, pk, *, person, bound, now, preview=False) -> Link:
    return Link(holder, pk, person.pk, bound, preview, int((now + limits.LINK).timestamp()))


def read(signed: str) -> Link | None:
    try:
        return Link(*signing.loads(signed, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
