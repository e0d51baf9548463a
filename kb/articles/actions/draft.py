from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy, shelving, writing
from ..kinds import Kind
from ..models import Article
from ..shapes import ArticleKind


@transaction.atomic
def draft(kind, *, by, title, owner=None, category=None, component=None, source=None, **given):
    """Begin an article of this kind (KB-01). `given` are fields of its first revision; `source` says what it was made
    of, as plain values, for the log."""
    if kind not in ArticleKind.values:
        raise Refused("Choose one of the kinds that are offered.", field="kind")
    now = clock.now()
    article = Article(kind=kind, owner=owner or by.person, created_by=by.person, created_at=now, state_since=now)
    article.category, article.component = category, component
    revision = writing.begun(article, by=by, at=now, title=title, **given)
    article.organisation = revision.organisation
    policy.require(by, "draft_article", article)
    article.save()
    revision.article = article
    revision.save()
    article.working = revision
    article.save(update_fields=["working"])
    shelving.stock(article, now)
    text = {"title": revision.title}
    record(Kind.DRAFTED, article, by=by, at=now, text=text, kind=kind, source=source)
    return article
