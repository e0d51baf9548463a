"""What happens to articles. One author each: see docs/events.md."""

from enum import StrEnum


class Kind(StrEnum):
    DRAFTED = "article.drafted"
    REVISED = "article.revised"
    RESTORED = "article.restored"
    FILED = "article.filed"
    SUBMITTED = "article.submitted"
    WITHDRAWN = "article.withdrawn"
    APPROVED = "article.approved"
    RETURNED = "article.returned"
    PUBLISHED = "article.published"
    DISCARDED = "article.discarded"
    CONFIRMED = "article.confirmed"
    RETIRED = "article.retired"
