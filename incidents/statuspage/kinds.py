"""What happens on the status page. One author each: see docs/events.md."""

from enum import StrEnum


class Kind(StrEnum):
    KEPT = "status.component_kept"
    FARES = "status.component_fares"
    BEGUN = "status.notice_begun"
    POSTED = "status.notice_posted"
    WITHDRAWN = "status.notice_withdrawn"
