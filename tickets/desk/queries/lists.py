"""The orders that a list may stand in, and why a ticket stands where it stands (T-18)."""

from datetime import datetime

from django.db.models import F

from .. import score

ORDERS = {
    "rank": ("rank", "id"),
    "due": (F("due_at").asc(nulls_last=True), "id"),
    "newest": ("-id",),
    "oldest": ("id",),
    "activity": ("-activity_at", "-id"),
    "priority": (F("priority").asc(nulls_last=True), "rank", "id"),
}


def score_parts(ticket, now: datetime):
    """Each part of the ticket's score at this instant, with its points."""
    return score.parts(now=now, **ticket.score_fields())
