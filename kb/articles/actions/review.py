from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy, reviewing, shelving, workflow
from ..kinds import Kind
from ..models import Review, State
from ..publishing import require_whole


@transaction.atomic
def submit(article, *, by, comment=""):
    """Ask for the look that this article needs before it goes out (KB-04): whose, the matrix says."""
    article.lock()
    policy.require(by, "draft_article", article)
    workflow.require(article, "submit")
    require_whole(article)
    now = clock.now()
    steps = reviewing.steps(by, article)
    review = Review.objects.create(
        article=article,
        revision=article.working,
        action=policy.right(article.working),
        asked_by=by.person,
        asked_at=now,
        words=comment.strip()[:500],
        authors=reviewing.authors(article),
        steps=steps,
        roles=steps[0],
    )
    move(article, State.IN_REVIEW, now)
    about = {"review": review.pk, "number": article.working.number}
    record(Kind.SUBMITTED, article, by=by, at=now, text={"comment": review.words}, roles=steps[0], **about)
    return review


@transaction.atomic
def withdraw(article, *, by, comment=""):
    """Take it back: it is written on."""
    article.lock()
    policy.require(by, "draft_article", article)
    workflow.require(article, "withdraw")
    now = clock.now()
    review = reviewing.waited_for(article)
    reviewing.answer(review, Review.Answer.WITHDRAWN, by, now, comment)
    move(article, State.DRAFT, now)
    record(Kind.WITHDRAWN, article, by=by, at=now, text={"comment": review.comment}, review=review.pk)
    return article


@transaction.atomic
def approve(article, *, by, comment=""):
    """Say yes to these very words, never to one's own. Where several have to, the next role is asked."""
    article.lock()
    workflow.require(article, "approve")
    review = reviewing.waited_for(article)
    policy.require(by, "review_article", review)
    now = clock.now()
    review.granted_by = [*review.granted_by, by.person.pk]
    left = review.steps[len(review.granted_by) :]
    review.roles = left[0] if left else review.roles
    said = Review.Answer.ASKED if left else Review.Answer.APPROVED
    reviewing.answer(review, said, by, now, comment)
    if not left:
        move(article, State.APPROVED, now)
    about = {"review": review.pk, "number": review.revision.number, "left": len(left)}
    record(Kind.APPROVED, article, by=by, at=now, text={"comment": review.comment}, **about)
    return review


@transaction.atomic
def send_back(article, *, by, comment):
    """Say no, and why: it is a draft again, and its writers are told."""
    article.lock()
    workflow.require(article, "return")
    review = reviewing.waited_for(article)
    policy.require(by, "review_article", review)
    if not comment.strip():
        raise Refused("Say what has to be better.", field="comment", missing=("comment",))
    now = clock.now()
    reviewing.answer(review, Review.Answer.RETURNED, by, now, comment)
    reviewing.settle(article, "rejected", now)
    move(article, State.DRAFT, now)
    record(Kind.RETURNED, article, by=by, at=now, text={"comment": review.comment}, review=review.pk)
    return review


def move(article, state, now):
    article.state, article.state_since = state, now
    article.version += 1
    article.save(update_fields=["state", "state_since", "version"])
    shelving.stock(article, now)
