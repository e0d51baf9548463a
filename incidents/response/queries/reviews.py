"""Who may read a review."""

from supportdesk.accounts.models import Role

from ..models import Review

READ_ALL = {Role.SM, Role.IC, Role.AU}


def readable(review, person) -> bool:
    """Everybody here, or the responders alone and those who answer for incidents."""
    if review.level == Review.Level.DESK or READ_ALL & set(person.roles):
        return True
    return review.incident.roles.filter(person=person, accepted_at__isnull=False).exists() or (
        review.attendees.filter(pk=person.pk).exists()
    )
