from enum import StrEnum


class Kind(StrEnum):
    PROPOSED = "macro.proposed"
    CHANGED = "macro.proposal_changed"
    WITHDRAWN = "macro.proposal_withdrawn"
    PUBLISHED = "macro.published"
    RETIRED = "macro.retired"
