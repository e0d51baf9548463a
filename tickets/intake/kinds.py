from enum import StrEnum


class Kind(StrEnum):
    FORM_PROPOSED = "form.proposed"
    FORM_CHANGED = "form.proposal_changed"
    FORM_WITHDRAWN = "form.proposal_withdrawn"
    FORM_PUBLISHED = "form.published"
    FORM_RETIRED = "form.retired"
    FORM_FILLED = "form.filled"
    ANSWERS_FORGOTTEN = "form.answers_forgotten"
