from enum import StrEnum


class Kind(StrEnum):
    FORM_PROPOSED = "form.proposed"
    FORM_CHANGED = "form.proposal_changed"
    FORM_WITHDRAWN = "form.proposal_withdrawn"
    FORM_PUBLISHED = "form.published"
    FORM_RETIRED = "form.retired"
    FORM_FILLED = "form.filled"
    ANSWERS_FORGOTTEN = "form.answers_forgotten"
    MAILBOX_ADDED = "mailbox.added"
    MAILBOX_CHANGED = "mailbox.changed"
    MAILBOX_ENDED = "mailbox.ended"
    MAILBOX_FETCHED = "mailbox.fetched"
    MAIL_RECEIVED = "incoming_mail.received"
    MAIL_SETTLED = "incoming_mail.settled"
    MAIL_HELD = "incoming_mail.held"
    MAIL_RETRIED = "incoming_mail.retried"
    MAIL_DISMISSED = "incoming_mail.dismissed"
    MAIL_FORGOTTEN = "incoming_mail.forgotten"
    REQUEST_MADE = "form.request_made"
    REQUEST_CONFIRMED = "form.request_confirmed"
    REQUEST_FORGOTTEN = "form.request_forgotten"
