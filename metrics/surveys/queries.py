"""Reads of what was asked and answered."""

from .models import Survey


def surveys(person, *, state=""):
    """What this person may know of, newest first; `answered` or still `open`."""
    found = Survey.objects.visible_to(person).select_related("ticket", "person")
    return found.filter(answered_at__isnull=state == "open") if state else found


def open_for(person, ticket, now):
    """What this person is asked about this ticket and may still answer."""
    return surveys(person, state="open").filter(ticket=ticket, person=person, ends_at__gt=now).first()
