from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy, shelving
from ..kinds import Kind

FIELDS = ("category", "component", "owner", "expires_at")


@transaction.atomic
def file_article(article, *, by, seen, **given):
    """Say what it is about, who answers for it, and when it ends: no word of it changes."""
    article.lock(seen)
    policy.require(by, "file_article", article)
    now = clock.now()
    require_possible(given, now)
    changes = {}
    for name in FIELDS:
        if name in given and given[name] != getattr(article, name):
            changes[name] = [spoken(getattr(article, name)), spoken(given[name])]
            setattr(article, name, given[name])
    if changes:
        article.version += 1
        article.save()
        shelving.stock(article, now)
        record(Kind.FILED, article, by=by, at=now, text={"changes": changes}, version=article.version)
    return article


def require_possible(given, now):
    owner = given.get("owner")
    if "owner" in given and (owner is None or not owner.is_active or not owner.serves):
        raise Refused("Somebody who works here has to answer for it.", field="owner")
    if given.get("expires_at") and given["expires_at"] <= now:
        raise Refused("That lies in the past: retire the article instead.", field="expires_at")


def spoken(value):
    return None if value is None else str(value)
