import hashlib
import hmac

from django.conf import settings
from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import Article, Feedback
from .flag import raised


@transaction.atomic
def rate(copy, *, by, helpful, comment="", address=""):
    """Say whether it helped: once, said again it is the last word that counts. What somebody writes who was not helped
    is a task for the owner (KB-09)."""
    article = Article.objects.get(pk=copy.article_id)
    article.lock()
    now = clock.now()
    known = not by.person.is_system
    said = {"helpful": helpful, "comment": comment.strip()[:1000], "number": copy.number, "at": now}
    said["person"] = by.person if known else None
    reader = f"person-{by.person.pk}" if known else fingerprint(address, now)
    kept, new = Feedback.objects.update_or_create(article=article, reader=reader, defaults=said)
    record(Kind.RATED, article, by=by, at=now, text={"comment": kept.comment}, number=copy.number, helpful=helpful)
    if new and article.live and not helpful and kept.comment:
        raised(article, by, now, {"reason": "unclear", "words": kept.comment}, by_reader=True)
    return kept


def fingerprint(address, now):
    """Who it was cannot be read from it, and tomorrow it is another one."""
    said = f"{address} {now.date().isoformat()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
