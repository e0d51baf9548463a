"""What follows a level of a promise. One author each: see docs/events.md."""

from enum import StrEnum


class Kind(StrEnum):
    STEP_REFUSED = "sla.step_refused"
    REASON_ASKED = "sla.reason_asked"
    REASON_GIVEN = "sla.reason_given"
    CREDIT_OPENED = "credit.opened"
    CREDIT_DECIDED = "credit.decided"
