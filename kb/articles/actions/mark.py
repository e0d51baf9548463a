from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import marking, policy, reviewing, shelving
from ..kinds import Kind
from ..models import Article, Review, State


@transaction.atomic
def mark(article, *, by, why):
    """It needs an update, and why: whoever reads it at the desk sees that, and it is put back in the search (KB-11).
    What is live stays up."""
    article.lock()
    policy.require(by, "file_article", article)
    if not why.strip():
        raise Refused("Say why.", field="why", missing=("why",))
    now = clock.now()
    marking.put(article, why.strip()[:200], now)
    record(Kind.MARKED, article, by=by, at=now, text={"why": why.strip()[:200]}, version=article.version)
    return article


OVERDUE = "its period is over"


@transaction.atomic
def fall_due(*, by, now):
    """The next article whose period is over: it needs a look; answers whether there was one (KB-11)."""
    due = Article.objects.filter(state=State.PUBLISHED, review_at__lte=now).order_by("review_at")
    article = due.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if article is None:
        return False
    marking.put(article, OVERDUE, now)
    record(Kind.FELL_DUE, article, by=by, at=now, owner=article.owner_id, version=article.version)
    return True


@transaction.atomic
def overlooked(*, by, now):
    """The next article that went out in an emergency and had no look in its day: it stands back, and those who owe the
    look hear it; answers whether there was one."""
    owed = Review.objects.filter(answer=Review.Answer.ASKED, overdue_at=None, due_at__lte=now).order_by("due_at")
    article = Article.objects.filter(reviews__in=owed[:1]).first()
    if article is None:
        return False
    article.lock()
    review = reviewing.waiting(article, afterwards=True)
    if review is None or review.overdue_at or review.due_at > now:
        return True
    review.overdue_at = now
    review.save(update_fields=["overdue_at"])
    marking.put(article, reviewing.UNSEEN, now)
    about = {"review": review.pk, "owner": article.owner_id, "version": article.version}
    record(Kind.OVERLOOKED, article, by=by, at=now, **about)
    return True


@transaction.atomic
def expire(*, by, now):
    """The next article whose end has come: nobody finds it any more; answers whether there was one."""
    due = Article.objects.filter(expires_at__lte=now).exclude(state=State.RETIRED).order_by("expires_at")
    article = due.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if article is None:
        return False
    reviewing.end_open(article, by, now)
    reviewing.end_afterwards(article, by, now)
    reviewing.settle(article, "dropped", now)
    article.working = article.live or article.working
    article.live, article.state, article.state_since = None, State.RETIRED, now
    article.expires_at = article.review_at = None
    article.version += 1
    article.save()
    shelving.stock(article, now)
    record(Kind.EXPIRED, article, by=by, at=now, owner=article.owner_id, version=article.version)
    return True
