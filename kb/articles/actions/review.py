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
    review = reviewing.ask(article, by, now, words=comment.strip()[:500])
    move(article, State.IN_REVIEW, now)
    about = {"review": review.pk, "number": article.working.number, "roles": review.roles}
    record(Kind.SUBMITTED, article, by=by, at=now, text={"comment": review.words}, **about)
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
    """Say yes to these very words, never to one's own. Where several have to, the next role is asked. What went out in
    an emergency stays out by it."""
    article.lock()
    review = before_or_after(article, "approve")
    policy.require(by, "review_article", review)
    now = clock.now()
    review.granted_by = [*review.granted_by, by.person.pk]
    left = review.steps[len(review.granted_by) :]
    review.roles = left[0] if left else review.roles
    said = Review.Answer.ASKED if left else Review.Answer.APPROVED
    reviewing.answer(review, said, by, now, comment)
    if not left and review.afterwards:
        reviewing.stand(article, review, now)
    elif not left:
        move(article, State.APPROVED, now)
    about = {"review": review.pk, "number": review.revision.number, "left": len(left)}
    record(Kind.APPROVED, article, by=by, at=now, text={"comment": review.comment}, **about)
    return review


@transaction.atomic
def send_back(article, *, by, comment):
    """Say no, and why: it is a draft again, and its writers are told. What went out in an emergency comes down; what
    was live until then is live again."""
    article.lock()
    review = before_or_after(article, "return")
    policy.require(by, "review_article", review)
    if not comment.strip():
        raise Refused("Say what has to be better.", field="comment", missing=("comment",))
    now = clock.now()
    reviewing.answer(review, Review.Answer.RETURNED, by, now, comment)
    if review.afterwards:
        reviewing.take_down(article, review, now)
    else:
        reviewing.settle(article, "rejected", now)
        move(article, State.DRAFT, now)
    record(Kind.RETURNED, article, by=by, at=now, text={"comment": review.comment}, review=review.pk)
    return review


def before_or_after(article, said):
    """What an answer is about: what waits to go out, or else what went out in an emergency."""
    if not workflow.can(article, said):
        review = reviewing.waiting(article, afterwards=True)
        if review:
            return review
    workflow.require(article, said)
    return reviewing.waited_for(article)


def move(article, state, now):
    article.state, article.state_since = state, now
    article.version += 1
    article.save(update_fields=["state", "state_since", "version"])
    shelving.stock(article, now)
