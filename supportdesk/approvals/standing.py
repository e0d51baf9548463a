"""Who may answer in whose place."""

from supportdesk import clock
from supportdesk.accounts.models import Delegation


def stands_in(person, now=None):
    """Whom this person stands in for right now."""
    running = Delegation.objects.running(now or clock.now()).filter(to=person).select_related("giver")
    return [one for one in running if one.holds]


def in_whose_place(person, approval):
    """Whose role lets them decide: their own, that of somebody they stand in for, or nobody's (None)."""
    if set(approval.roles) & set(person.roles):
        return person
    for one in stands_in(person):
        if one.role in approval.roles and one.giver_id != approval.asked_by_id:
            return one.giver
    return None


def answering_for(person, approval):
    """The same, and whoever is asked by name because they stand for the role in this very thing."""
    return person if approval.answers_id == person.pk else in_whose_place(person, approval)
