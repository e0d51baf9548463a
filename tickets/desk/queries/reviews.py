"""Replies that wait for a colleague's look (ROLE-04)."""

from .. import policy
from ..models import Outgoing, OutgoingState, Ticket


def waiting(person):
    """On tickets that this person may know of, oldest first."""
    seen = Ticket.objects.visible_to(person).order_by().values("pk")
    rows = Outgoing.objects.filter(state=OutgoingState.REVIEW, ticket__in=seen)
    return rows.select_related("ticket", "author").order_by("created_at", "pk")


def to_review(by):
    """Those that this person may release or give back: never the own."""
    return [one for one in waiting(by.person) if policy.can(by, "review_reply", one)]
