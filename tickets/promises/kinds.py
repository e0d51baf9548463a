"""What is asked about promises. One author each: see docs/events.md."""

from enum import StrEnum


class Kind(StrEnum):
    ASKED = "what_if.asked"
    STOPPED = "what_if.stopped"
    ANSWERED = "what_if.answered"
    RUN_BEGUN = "retarget_run.begun"
    RUN_STOPPED = "retarget_run.stopped"
    RUN_ENDED = "retarget_run.ended"
