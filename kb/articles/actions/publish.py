from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import policy, publishing, reviewing, shapes, shelving, workflow
from ..kinds import Kind
from ..models import State


@transaction.atomic
def publish(article, *, by, comment=""):
    """Let its readers read the newest revision. Nothing that the kind requires may be missing (KB-03), and whoever may
    not alone needs the word of those who may (KB-05)."""
    article.lock()
    workflow.require(article, "publish")
    publishing.require_right(by, article)
    publishing.require_whole(article)
    now = clock.now()
    first = article.live is None
    reviewing.end_open(article, by, now)
    reviewing.settle(article, "accepted", now)
    article.live, article.organisation = article.working, article.working.organisation
    article.state, article.state_since, article.published_at = State.PUBLISHED, now, now
    article.confirmed_at, article.review_at, article.marks = now, now + shapes.period(article.kind), []
    publishing.begin_issue(article, now)
    article.version += 1
    article.save()
    shelving.stock(article, now)
    about = {"number": article.live.number, "audience": article.live.audience, "first": first}
    text = {"title": article.live.title, "comment": comment.strip()}
    record(Kind.PUBLISHED, article, by=by, at=now, text=text, version=article.version, **about)
    return article


@transaction.atomic
def discard(article, *, by, comment=""):
    """Drop what was being written: what is live stays as it is."""
    article.lock()
    policy.require(by, "draft_article", article)
    workflow.require(article, "discard")
    now = clock.now()
    reviewing.end_open(article, by, now)
    reviewing.settle(article, "dropped", now)
    number = article.working.number
    article.working, article.organisation = article.live, article.live.organisation
    article.state = State.NEEDS_UPDATE if article.marks else State.PUBLISHED
    article.state_since = now
    article.version += 1
    article.save()
    shelving.stock(article, now)
    record(Kind.DISCARDED, article, by=by, at=now, text={"comment": comment.strip()}, number=number)
    return article
