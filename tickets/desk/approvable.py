"""Tickets as what approvals are about (`supportdesk.approvals.subjects`)."""

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Queue
from supportdesk.errors import Refused
from tickets.sla.models import Goal

from . import policy
from .models import Ticket

PRIORITIES = (1, 2, 3, 4)
WORDS = {
    "set_high": "Raise {ticket} to P{priority}",
    "downgrade": "Lower {ticket} from P{before} to P{priority}",
    "set_priority": "Set {ticket} to P{priority}",
}

NAMED = {"except_clock": ("until",), "override_due": ("due", "until")}
PROMISES = {
    "except_clock": "Except the {goal} of {ticket} until {until}",
    "override_due": "Set the {goal} of {ticket} to be due at {due} until {until}",
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
    if action in NAMED:
        return named(action, given)
    if given:
        raise Refused("This is asked for without arguments.", field="arguments")
    return {}


def named(action, given):
    """A goal and the instants, as the action itself will say them."""
    if set(given) != {"goal", *NAMED[action]} or given["goal"] not in Goal.values:
        raise Refused(f"Say the goal, and {' and '.join(NAMED[action])}.", field="arguments")
    return {"goal": given["goal"]} | {name: instant(given[name]) for name in NAMED[action]}


def instant(text):
    """In UTC, so that one instant is one text whichever way it was said."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat()
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused("That is no instant.", field="arguments") from error


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
    if action in NAMED and given:
        return PROMISES[action].format(ticket=ticket, **{name: told(value) for name, value in given.items()})
    return f"{action.replace('_', ' ').capitalize()} {ticket}"


def told(value):
    """A goal or an instant, in words."""
    if value in Goal.values:
        return Goal(value).label.lower()
    return f"{datetime.fromisoformat(value).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def destination(given):
    if "owner" in given:
        return Person.objects.get(pk=given["owner"]).name
    return f"the queue {Queue.objects.get(pk=given['queue']).name}"


def team(ticket):
    return ticket.queue.team_id


def address(pk):
    return reverse("ticket", args=[pk])
