from enum import StrEnum


class Kind(StrEnum):
    DRAFTED = "terms.drafted"
    DRAFT_CHANGED = "terms.draft_changed"
    DRAFT_DISCARDED = "terms.draft_discarded"
    CALENDAR_PUBLISHED = "calendar.published"
    POLICY_PUBLISHED = "policy.published"
    VERIFIED = "sla.verified"
    REPAIRED = "sla.repaired"
