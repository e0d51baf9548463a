"""What an article must have before anybody but its writers reads it."""

from supportdesk.approvals import gate as approvals_gate
from supportdesk.errors import NeedsApproval, Refused

from . import policy, shapes
from .models import IssueStatus, State
from .shapes import ArticleKind, Audience


def require_whole(article):
    """Raise with everything that is missing, section by section (KB-03)."""
    revision = article.working
    lacking = shapes.lacking(article.kind, revision.sections)
    if lacking:
        names = ", ".join(f"“{section.title}”" for section in lacking)
        fields = tuple(f"section_{section.key}" for section in lacking)
        raise Refused(f"Nothing stands in {names}.", field=fields[0], missing=fields)
    if revision.audience != Audience.INTERNAL and not revision.outward:
        raise Refused("For readers outside nothing would be left of it.", field="audience")
    if article.category is None:
        raise Refused("Say what it is about: file it under a category first.", field="category", missing=("category",))
    if not article.owner.is_active:
        raise Refused("Its owner works here no more: give it to somebody first.", field="owner", missing=("owner",))


def require_right(by, article):
    """Who may publish this now: whoever may alone, anybody who writes once these very words are approved, and for a
    slip of the pen those who may mend one."""
    policy.require(by, "draft_article", article)
    if article.state == State.APPROVED or is_minor(by, article):
        return
    action = policy.right(article.working)
    refusal = policy.need(by, action, article)
    if isinstance(refusal, NeedsApproval):
        whom = approvals_gate.whom(refusal.steps)
        refusal.explain(f"Publish {article}: this needs the approval of a {whom}. Submit it for review.", whom)
        raise refusal
    policy.require(by, action, article)


def is_minor(by, article):
    """Only small changes since it was last published, and somebody who may publish those."""
    whole = article.live is not None and article.working.minor
    return whole and policy.can(by, "publish_minor", article)


def begin_issue(article, now):
    """A known issue has a state of its own from the day on which readers know of it."""
    if article.kind == ArticleKind.KNOWN_ISSUE and not article.issue_status:
        article.issue_status, article.issue_status_at = IssueStatus.OPEN, now
