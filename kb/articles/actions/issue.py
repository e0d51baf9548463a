from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import IssueStatus
from ..shapes import ArticleKind


@transaction.atomic
def move_issue(article, *, by, status, fixed_in=""):
    """Say where a known issue stands now: its readers see the state and the day (KB-20). No word of it changes, so
    nobody has to look at it again."""
    article.lock()
    policy.require(by, "file_article", article)
    if article.kind != ArticleKind.KNOWN_ISSUE:
        raise WrongState("Only a known issue stands somewhere.")
    if status not in IssueStatus.values:
        raise Refused("Choose one of the states that are offered.", field="status")
    if status == IssueStatus.FIXED and not fixed_in.strip():
        raise Refused("Say in which version it is fixed.", field="fixed_in", missing=("fixed_in",))
    now = clock.now()
    was, article.fixed_in = article.issue_status, " ".join(fixed_in.split())[:100]
    if was != status:
        article.issue_status, article.issue_status_at = status, now
    article.version += 1
    article.save()
    text = {"fixed_in": article.fixed_in}
    record(Kind.ISSUE_MOVED, article, by=by, at=now, text=text, was=was, now=status, version=article.version)
    return article
