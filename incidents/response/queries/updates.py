"""What was said about an incident, and who has it."""

from django.db.models import Count, Q

from tickets.desk.models import Ticket

from ..models import Push, Update

SHOWN = 100


def of_incident(incident):
    """Newest first, each with how many have it and how many wait."""
    waits, told = Q(pushes__due_at__isnull=False), Q(pushes__outcome__in=("told", "noted"))
    counted = Update.objects.filter(incident=incident).annotate(
        waiting=Count("pushes", filter=waits), told=Count("pushes", filter=told)
    )
    return counted.select_related("written_by", "approved_by", "template")[:SHOWN]


def pushes(update, person):
    """To which tickets that this person may know of."""
    seen = Ticket.objects.visible_to(person).order_by().values("pk")
    found = Push.objects.filter(update=update, ticket__in=seen).select_related("ticket__requester")
    return found.order_by("ticket")[:SHOWN]


def alerts_of(incident):
    return incident.alerts.select_related("source", "component")[:SHOWN]
