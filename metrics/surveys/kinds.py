"""What is asked after a case and answered. One author each: see docs/events.md."""

from enum import StrEnum

MEASURE = "csat"


class Kind(StrEnum):
    SENT = "ticket.survey_sent"
    ANSWERED = "ticket.survey_answered"
