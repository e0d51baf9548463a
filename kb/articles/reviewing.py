"""What the actions around a review have in common."""

from supportdesk.errors import NeedsApproval, NotAllowed, WrongState

from . import policy
from .models import Review, Revision


def waiting(article):
    """The review that waits for an answer, locked, or nothing."""
    found = Review.objects.select_for_update(no_key=True).filter(article=article, answer=Review.Answer.ASKED)
    return found.select_related("revision").first()


def waited_for(article):
    review = waiting(article)
    if review is None:
        raise WrongState("Nobody waits for this answer any more.")
    return review


def steps(by, article):
    """Whose word this needs, in order: what the matrix says of whoever asks, else any of those who publish such."""
    action = policy.right(article.working)
    refusal = policy.need(by, action, article)
    if isinstance(refusal, NotAllowed):
        raise refusal
    if isinstance(refusal, NeedsApproval):
        return [list(step) for step in refusal.steps]
    return [policy.those_who_may(action)]


def unsettled(article):
    """The revisions since the last publication."""
    return Revision.objects.filter(article=article, outcome="")


def authors(article):
    return sorted(set(unsettled(article).values_list("author", flat=True)))


def settle(article, outcome, now):
    unsettled(article).update(outcome=outcome, settled_at=now)


def end_open(article, by, now):
    """What was asked about is not what stands there any more."""
    review = waiting(article)
    if review:
        answer(review, Review.Answer.WITHDRAWN, by, now, "The text was changed.")


def answer(review, said, by, now, comment):
    review.answer, review.decided_by, review.decided_at, review.comment = said, by.person, now, comment.strip()
    review.save()
