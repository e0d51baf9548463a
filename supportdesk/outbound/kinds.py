from enum import StrEnum


class Kind(StrEnum):
    GIVEN_UP = "mail.given_up"
    BOUNCED = "mail.bounced"
    SENT_AGAIN = "mail.sent_again"
    HEARING_SET = "person.hearing_set"
    NOTICES_SET = "person.notices_set"
    WEBHOOK_ADDED = "webhook.added"
    WEBHOOK_CHANGED = "webhook.changed"
    WEBHOOK_REKEYED = "webhook.rekeyed"
    WEBHOOK_ENDED = "webhook.ended"
    WEBHOOK_TESTED = "webhook.tested"
    WEBHOOK_STOPPED = "webhook.stopped"
    WEBHOOK_PAUSED = "webhook.paused"
    WEBHOOK_RESUMED = "webhook.resumed"
    WEBHOOK_REPLAYED = "webhook.replayed"
    WEBHOOK_SKIPPED = "webhook.skipped"
