"""A case is over: the system asks how it was."""

from supportdesk.accounts.actor import system
from tickets.desk.kinds import Kind as Desk
from tickets.desk.models import Ticket

from .actions.send import send_survey

ENDS = {Desk.CONFIRMED, Desk.CLOSED}


def ask(events):
    """Once for each end. History that is imported was asked about elsewhere; what was cancelled nobody is asked."""
    ended = {one.pk: one for one in events if one.kind in ENDS and one.via != "import"}
    if not ended:
        return
    tickets = Ticket.objects.in_bulk({one.subject_id for one in ended.values()})
    for pk, event in ended.items():
        if event.subject_id in tickets:
            send_survey(tickets[event.subject_id], by=system("clock"), closing=pk)
