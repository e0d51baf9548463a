"""The tickets that wait for a fix, and their tasks (ESC-12, ESC-13)."""

from .models import FixTask


def waiting(escalation) -> list:
    """The ticket and those attached that are not over yet."""
    return [one for one in (escalation.ticket, *escalation.also.all()) if one.is_live]


def open_tasks(escalation, now) -> list[FixTask]:
    """One for each ticket that has none open."""
    open_ones = {one.ticket_id: one for one in escalation.tasks.filter(done_at=None)}
    tickets = waiting(escalation) or [escalation.ticket]
    fresh = [
        FixTask(escalation=escalation, ticket=ticket, fix_version=escalation.fix_version, opened_at=now)
        for ticket in tickets
        if ticket.pk not in open_ones
    ]
    FixTask.objects.bulk_create(fresh)
    return list(escalation.tasks.filter(done_at=None))
