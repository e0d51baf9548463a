from enum import StrEnum


class Kind(StrEnum):
    PROPOSED = "playbook.proposed"
    CHANGED = "playbook.proposal_changed"
    WITHDRAWN = "playbook.proposal_withdrawn"
    PUBLISHED = "playbook.published"
    RETIRED = "playbook.retired"
    TESTED = "playbook.tested"
