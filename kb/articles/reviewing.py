"""What the actions around a review have in common."""

from supportdesk.errors import NeedsApproval, NotAllowed, WrongState

from . import policy, shelving, workflow
from .models import Review, Revision, State

UNSEEN = "went out in an emergency, and nobody looked at it in time"


def waiting(article, *, afterwards=False):
    """The review that waits for an answer, locked, or nothing. Looks afterwards wait beside those before."""
    found = Review.objects.select_for_update(no_key=True, of=("self",))
    found = found.filter(article=article, answer=Review.Answer.ASKED, due_at__isnull=not afterwards)
    return found.select_related("revision", "before").first()


def waited_for(article, *, afterwards=False):
    review = waiting(article, afterwards=afterwards)
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


def settle(article, outcome, now, **which):
    unsettled(article).filter(**which).update(outcome=outcome, settled_at=now)


def end_open(article, by, now):
    """What was asked about is not what stands there any more."""
    review = waiting(article)
    if review:
        answer(review, Review.Answer.WITHDRAWN, by, now, "The text was changed.")


def end_afterwards(article, by, now):
    """What went out in an emergency is not what is live any more; answers the look that waited, or nothing."""
    review = waiting(article, afterwards=True)
    if review:
        answer(review, Review.Answer.WITHDRAWN, by, now, "It is live no more.")
    return review


def stand(article, review, now):
    """What went out in an emergency was right."""
    settle(article, "accepted", now, number__lte=review.revision.number)
    article.marks = [mark for mark in article.marks if mark != UNSEEN]
    if article.state == State.NEEDS_UPDATE and not article.marks:
        article.state, article.state_since = State.PUBLISHED, now
    article.version += 1
    article.save()
    shelving.reweigh(article)


def take_down(article, review, now):
    """What went out in an emergency was wrong: what was live until then is live again, or nothing. Who works on it
    goes on."""
    settle(article, "rejected", now, number__lte=review.revision.number)
    article.live, article.marks = review.before, [mark for mark in article.marks if mark != UNSEEN]
    article.organisation = (article.live or article.working).organisation
    if article.state in workflow.STANDS:
        article.state, article.state_since = State.DRAFT, now
    article.version += 1
    article.save()
    shelving.stock(article, now)


def ask(article, by, now, **more):
    """Whose look this needs: theirs, and nobody's who wrote it."""
    needed = steps(by, article)
    about = {"action": policy.right(article.working), "asked_by": by.person, "asked_at": now, "steps": needed}
    about |= {"authors": authors(article), "roles": needed[0]}
    return Review.objects.create(article=article, revision=article.working, **about, **more)


def answer(review, said, by, now, comment):
    review.answer, review.decided_by, review.decided_at, review.comment = said, by.person, now, comment.strip()
    review.save()
