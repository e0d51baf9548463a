from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy, reviewing, shelving, workflow
from ..kinds import Kind
from ..models import Flag, State
from ..shapes import Audience


@transaction.atomic
def retire(article, *, by, comment, into=None):
    """Take it off every shelf. With `into` it is merged: old links lead there, and its error codes find the other one
    from now on (KB-23)."""
    lock_both(article, into)
    policy.require(by, "retire_article", article, into=into.pk if into else None)
    workflow.require(article, "retire")
    if not comment.strip():
        raise Refused("Say why.", field="comment", missing=("comment",))
    if into is not None:
        require_heir(article, into)
    now = clock.now()
    reviewing.end_open(article, by, now)
    reviewing.end_afterwards(article, by, now)
    reviewing.settle(article, "dropped", now)
    article.successor = into
    if article.live:
        article.working = article.live
    article.live, article.state, article.state_since = None, State.RETIRED, now
    article.review_at = article.expires_at = None
    article.version += 1
    article.save()
    shelving.stock(article, now)
    if into is not None:
        shelving.stock(into, now)
    over = {"verdict": Flag.Verdict.RETIRED, "settled_by": by.person, "settled_at": now}
    Flag.objects.open().filter(article=article).update(answer=comment.strip()[:1000], **over)
    text = {"title": article.title, "comment": comment.strip()}
    record(Kind.RETIRED, article, by=by, at=now, text=text, into=into.pk if into else None)
    return article


def lock_both(article, into):
    """Always in the same order: two people who merge each into the other wait, and the second is refused."""
    for one in sorted({one.pk: one for one in (into, article) if one}.values(), key=lambda one: one.pk):
        one.lock()


def require_heir(article, into):
    if into.pk == article.pk:
        raise Refused("An article cannot be merged into itself.", field="into")
    if into.live is None:
        raise WrongState(f"{into} is not published: nobody would find anything there.")
    if article.live and wider(article.live, into.live):
        raise Refused(f"Not everybody who reads {article} may read {into}.", field="into")


def wider(one, other):
    """Whether somebody reads the one and may not read the other."""
    if other.audience == Audience.PUBLIC or one.audience == Audience.INTERNAL:
        return False
    return (one.audience, one.organisation_id, one.tier) != (other.audience, other.organisation_id, other.tier)
