from enum import StrEnum


class Kind(StrEnum):
    """Told on the thing that the approval is about, so that they stand in its history."""

    ASKED = "approval.asked"
    HANDED_ON = "approval.handed_on"
    GRANTED = "approval.granted"
    REFUSED = "approval.refused"
    USED = "approval.used"
    WITHDRAWN = "approval.withdrawn"
    EXPIRED = "approval.expired"
