"""Tickets that have to be looked at: whether there are too many like them. A subscriber of the figures' lane."""

from django.conf import settings
from django.db import transaction

from supportdesk.celery import app
from tickets.desk.kinds import Kind as Desk

from .kinds import Kind
from .models import Look

HEARD = {Desk.OPENED, Desk.TRIAGED, Desk.CLASSIFIED, Desk.IDENTIFIED}


def watch(events):
    """One row for each ticket; the worker looks at once, and the sweep comes by in seconds."""
    due = {event.subject_id: event.recorded_at for event in events if event.kind in HEARD and event.via != "import"}
    rows = [Look(ticket_id=pk, due_at=at) for pk, at in due.items()]
    Look.objects.bulk_create(rows, update_conflicts=True, unique_fields=["ticket"], update_fields=["due_at"])
    if rows and settings.EVENT_NUDGE:
        transaction.on_commit(
            lambda: app.send_task("incidents.response.tasks.look", retry=False, expires=10), robust=True
        )


def hand_on(events):
    """An update that was sent is pushed at once."""
    if any(event.kind == Kind.UPDATED for event in events) and settings.EVENT_NUDGE:
        transaction.on_commit(
            lambda: app.send_task("incidents.response.tasks.push", retry=False, expires=10), robust=True
        )
