from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy, publishing, reviewing, shapes, shelving, workflow
from ..kinds import Kind
from ..models import State
from ..shapes import Topic

LOOK_WITHIN = timedelta(hours=24)


@transaction.atomic
def publish(article, *, by, comment=""):
    """Let its readers read the newest revision. Nothing that the kind requires may be missing (KB-03), and whoever may
    not alone needs the word of those who may (KB-05)."""
    article.lock()
    workflow.require(article, "publish")
    publishing.require_right(by, article)
    publishing.require_whole(article)
    now = clock.now()
    reviewing.end_open(article, by, now)
    reviewing.end_afterwards(article, by, now)
    reviewing.settle(article, "accepted", now)
    put_up(article, by, now, comment.strip())
    return article


@transaction.atomic
def publish_urgently(article, *, by, why):
    """Let its readers read it at once, in an emergency: those whose word it needs look at it afterwards, within a day
    (F.2). Words about security wait for them all the same."""
    article.lock()
    policy.require(by, "publish_urgently", article)
    workflow.require(article, "publish")
    if article.state == State.APPROVED:
        raise WrongState("It is approved already: publish it.", permitted=("publish",))
    if article.working.topic == Topic.SECURITY:
        raise Refused("What is about security goes out by the officer's word, also in an emergency.", field="article")
    publishing.require_whole(article)
    now = clock.now()
    reviewing.end_open(article, by, now)
    over = reviewing.end_afterwards(article, by, now)
    before = over.before if over else article.live
    review = reviewing.ask(article, by, now, words=why[:500], due_at=now + LOOK_WITHIN, before=before)
    put_up(article, by, now, why, review=review.pk)
    return review


def put_up(article, by, now, comment, **more):
    first = article.live is None
    article.live, article.organisation = article.working, article.working.organisation
    article.state, article.state_since, article.published_at = State.PUBLISHED, now, now
    article.confirmed_at, article.review_at, article.marks = now, now + shapes.period(article.kind), []
    publishing.begin_issue(article, now)
    article.version += 1
    article.save()
    shelving.stock(article, now)
    about = {"number": article.live.number, "audience": article.live.audience, "first": first} | more
    text = {"title": article.live.title, "comment": comment}
    record(Kind.PUBLISHED, article, by=by, at=now, text=text, version=article.version, **about)


@transaction.atomic
def discard(article, *, by, comment=""):
    """Drop what was being written: what is live stays as it is."""
    article.lock()
    policy.require(by, "draft_article", article)
    workflow.require(article, "discard")
    now = clock.now()
    reviewing.end_open(article, by, now)
    reviewing.settle(article, "dropped", now, number__gt=article.live.number)
    number = article.working.number
    article.working, article.organisation = article.live, article.live.organisation
    article.state = State.NEEDS_UPDATE if article.marks else State.PUBLISHED
    article.state_since = now
    article.version += 1
    article.save()
    shelving.stock(article, now)
    record(Kind.DISCARDED, article, by=by, at=now, text={"comment": comment.strip()}, number=number)
    return article
