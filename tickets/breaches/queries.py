"""Reads of what is asked about breaches."""

from django.db.models import Q

from .models import BreachReason, CreditReview


def reasons(person, *, state="open", whose=""):
    """What is asked about breaches, longest asked first: `mine` of the own tickets, `led` of queues one leads."""
    found = BreachReason.objects.visible_to(person).select_related(
        "ticket__queue", "ticket__owner", "clock", "answered_by"
    )
    if state:
        found = found.filter(answered_at__isnull=state == "open")
    if whose == "mine":
        found = found.filter(ticket__owner=person)
    if whose == "led":
        found = found.filter(Q(ticket__queue__team__in=person.scope.led))
    return found


def of_ticket(ticket, person):
    return reasons(person, state="").filter(ticket=ticket)


def reviews(person, *, state="open"):
    """Credit at risk, oldest first."""
    related = ("ticket__queue", "clock", "organisation", "account_owner", "decided_by")
    found = CreditReview.objects.visible_to(person).select_related(*related)
    return found.filter(decided_at__isnull=state == "open") if state else found
