"""Mails that came in, as lists show them: without their bytes."""

from tickets.desk.models import Ticket

from ..models import IncomingMail


def incoming(person, outcome=""):
    rows = IncomingMail.objects.visible_to(person).defer("raw").select_related("mailbox__queue", "ticket", "suggested")
    return rows.filter(outcome=outcome) if outcome else rows


def may_know(person, ticket):
    return Ticket.objects.visible_to(person).filter(pk=ticket.pk).exists()
