"""Reads of rules, strategies, skills and limits, for pages and the API."""

from dataclasses import dataclass
from typing import Any

from supportdesk.accounts.models import Organisation, Region, Team
from supportdesk.catalogue.models import Category, Component, Queue, TicketType
from supportdesk.numbers import wholes
from tickets.desk.models import Ticket, WipLimit
from tickets.desk.states import Channel

from .. import gathering, routing
from ..models import Decision, RoutingRule

LAST = 100
NAMED: dict[str, Any] = {"type": TicketType, "category": Category, "component": Component, "region": Region}


def rules(viewer, at):
    """The rules of the queues that one may see, in force or to come, in the order in which they decide."""
    standing = RoutingRule.objects.standing(at).filter(queue__in=Queue.objects.visible_to(viewer))
    return standing.select_related("queue__team", "set_by").order_by("position", "number", "version")


def in_words(rows) -> list[tuple[RoutingRule, str]]:
    """Each with its conditions as one says them; a handful of statements for all."""
    rows = list(rows)
    known = names(rows)
    return [(row, said(row.conditions, known)) for row in rows]


def said(conditions, known):
    parts = [
        f"{phrase} {' or '.join(known.get((name, value), value) for value in conditions[name])}"
        for name, phrase in routing.FIELDS.items()
        if name in conditions
    ]
    return " and ".join(parts)


def names(rows):
    keys: dict[str, set] = {}
    for row in rows:
        for name, values in row.conditions.items():
            keys.setdefault(name, set()).update(values)
    found: dict[tuple[str, str], str] = {("channel", value): label for value, label in Channel.choices}
    found |= {("words", word): f"“{word}”" for word in keys.get("words", ())}
    for name, model in NAMED.items():
        rows = model.objects.filter(key__in=keys[name]) if keys.get(name) else ()
        found |= {(name, one.key): str(one) for one in rows}
    organisations = wholes(keys.get("organisation", ()))
    found |= {("organisation", str(one.pk)): one.name for one in Organisation.objects.filter(pk__in=organisations)}
    return found


@dataclass(frozen=True)
class Tried:
    """What a rule would have done to one ticket. `held`: it holds; `decides`: and no other rule comes before it."""

    ticket: Ticket
    held: bool
    decides: bool
    moves: bool
    why: str


def tried(viewer, queue, conditions, position, at, *, instead_of=None) -> list[Tried]:
    """What this rule would have done to the last hundred tickets that one may see, beside the rules in force."""
    rows = gathering.rules(at)
    others = [gathering.pure(row) for row in rows.values() if row.number != instead_of]
    number = instead_of or max((rule.number for rule in others), default=0) + 1
    mine = routing.Rule(number, 0, position, queue.name, {name: tuple(values) for name, values in conditions.items()})
    seen = Ticket.objects.visible_to(viewer).order_by("-id")
    related = ("type", "category__parent", "component", "region", "organisation", "queue", "requester")
    return [outcome(ticket, mine, others, queue) for ticket in seen.select_related(*related)[:LAST]]


def outcome(ticket, mine, others, queue):
    facts = gathering.facts(ticket)
    held = routing.holds(mine, facts) and queue.organisation_id in (None, ticket.organisation_id)
    chosen, why = routing.choose([mine, *others], facts)
    decides = held and chosen == mine
    return Tried(ticket, held, decides, decides and ticket.queue_id != queue.pk, why.replace(", version 0", ""))


def decisions(ticket):
    """Why it is where it is: everything that was decided on it without a person, in order."""
    return Decision.objects.filter(ticket=ticket).select_related("rule", "queue", "person")


def limits(viewer):
    queues, teams = Queue.objects.visible_to(viewer), Team.objects.visible_to(viewer)
    seen = WipLimit.objects.filter(queue__in=queues) | WipLimit.objects.filter(team__in=teams)
    return seen.select_related("queue", "team")
