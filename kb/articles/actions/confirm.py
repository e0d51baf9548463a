from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import policy, shapes, shelving, workflow
from ..kinds import Kind
from ..models import State


@transaction.atomic
def confirm(article, *, by, comment=""):
    """It is still right: nobody need look at it until its period is over once more (KB-11)."""
    article.lock()
    policy.require(by, "confirm_article", article)
    workflow.require(article, "confirm")
    now = clock.now()
    if article.state != State.PUBLISHED:
        article.state, article.state_since = State.PUBLISHED, now
    article.confirmed_at, article.review_at, article.marks = now, now + shapes.period(article.kind), []
    article.version += 1
    article.save()
    shelving.reweigh(article)
    record(Kind.CONFIRMED, article, by=by, at=now, text={"comment": comment.strip()}, version=article.version)
    return article
