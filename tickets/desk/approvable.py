"""Tickets as what approvals are about (`supportdesk.approvals.subjects`)."""

from typing import Any

from django.urls import reverse

from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Queue
from supportdesk.errors import Refused

from . import policy
from .models import Ticket

PRIORITIES = (1, 2, 3, 4)
WORDS = {
    "set_high": "Raise {ticket} to P{priority}",
    "downgrade": "Lower {ticket} from P{before} to P{priority}",
    "set_priority": "Set {ticket} to P{priority}",
}


def seen(person):
    return Ticket.objects.visible_to(person)


def need(by, action, ticket):
    if action not in policy.RULES:
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, ticket)


def arguments(by, action, given):
    """What the grant will be bound to: the priority, the queue or the owner that was asked for."""
    if action in WORDS:
        priority = only("priority", given)
        if priority not in PRIORITIES:
            raise Refused("Say which priority, 1 to 4.", field="arguments")
        return {"priority": priority}
    if action == "reroute":
        return place(by, given)
    if given:
        raise Refused("This is asked for without arguments.", field="arguments")
    return {}


def place(by, given):
    kind = "owner" if "owner" in given else "queue"
    pk, viewer = only(kind, given), by.person
    rows: Any = Person.objects.visible_to(viewer) if kind == "owner" else Queue.objects.visible_to(viewer)
    if not rows.filter(pk=pk).exists():
        raise Refused("There is no such thing that you may choose.", field="arguments")
    return {kind: pk}


def only(name, given):
    """The one number that is expected; a truth is none."""
    value = given.get(name)
    if set(given) != {name} or type(value) is not int or not 0 < value < 2**63:
        raise Refused(f"Say which {name}, and nothing else.", field="arguments")
    return value


def words(action, ticket, given):
    """The request as one says it; where nothing more is known than the action, by its name."""
    if action in WORDS and given:
        return WORDS[action].format(ticket=ticket, before=ticket.priority, **given)
    if action == "reroute" and given:
        return f"Send {ticket} to {destination(given)}"
    return f"{action.replace('_', ' ').capitalize()} {ticket}"


def destination(given):
    if "owner" in given:
        return Person.objects.get(pk=given["owner"]).name
    return f"the queue {Queue.objects.get(pk=given['queue']).name}"


def team(ticket):
    return ticket.queue.team_id


def address(pk):
    return reverse("ticket", args=[pk])
