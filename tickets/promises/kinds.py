"""What is asked about promises. One author each: see docs/events.md."""

from enum import StrEnum


class Kind(StrEnum):
    ASKED = "what_if.asked"
    STOPPED = "what_if.stopped"
    ANSWERED = "what_if.answered"
