"""Similar cases of a ticket (T-40): the same identifiers, the same error text, the same words, the same component."""

import re
from dataclasses import dataclass, field

from django.db import connection

from ..models import Identifier, Message, Ticket
from ..texts import CONFIGURATION

MOST, CANDIDATES, NEEDLES = 5, 300, 12
CODE = re.compile(
    r"\b(?:0x[0-9a-fA-F]{3,}|(?=[A-Za-z0-9_-]*\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{4,40}|[A-Z][A-Z0-9_]{5,40})\b"
)
ERROR = re.compile(r"error|exception|fail|denied|refused|timed? ?out|cannot|could not|unable|invalid", re.IGNORECASE)
SAME_IDENTIFIER, SAME_TEXT, SAME_COMPONENT, SAME_CATEGORY = 4.0, 6.0, 0.5, 0.2
# What a needle adds to the rank where all of its words stand: an error's line tells more than a title of daily words.
SAME_LINE, SAME_CODE = 0.5, 0.15
# The newest hits of all needles together; each needle asks for all of its words.
ALIKE = """
SELECT ticket_id, max(ts_rank(document, query) + {weighed}) FROM (
    SELECT ticket_id, document, query FROM desk_text, LATERAL (SELECT {query} AS query) AS asked
    WHERE document @@ query AND ticket_id <> %(ticket)s ORDER BY at DESC LIMIT %(candidates)s
) AS hits GROUP BY ticket_id
"""


@dataclass
class Case:
    """A ticket like this one, and why it is thought to be."""

    ticket: Ticket
    score: float = 0.0
    reasons: list = field(default_factory=list)


def similar(ticket, person):
    """At most five, the most alike first. Only what this person may see, and only for the desk."""
    if not person.serves:
        return []
    alike, shared = texts_alike(ticket), same_identifiers(ticket)
    seen = Ticket.objects.visible_to(person).select_related("component", "category")
    cases = [case(one, ticket, alike, shared) for one in seen.filter(pk__in={*alike, *shared})]
    return sorted(cases, key=lambda one: (-one.score, -one.ticket.pk))[:MOST]


def case(one, ticket, alike, shared):
    found = Case(one)
    add(found, SAME_IDENTIFIER, shared.get(one.pk), f"the same {shared.get(one.pk)}")
    add(found, SAME_TEXT * alike.get(one.pk, 0.0), one.pk in alike, "the same words")
    add(found, SAME_COMPONENT, ticket.component_id and one.component_id == ticket.component_id, "the same component")
    add(found, SAME_CATEGORY, ticket.category_id and one.category_id == ticket.category_id, "the same category")
    return found


def add(found, points, holds, reason):
    if holds:
        found.score += points
        found.reasons.append(reason)


def same_identifiers(ticket):
    """ticket -> the identifier that it shares."""
    values = list(ticket.identifiers.values_list("value", flat=True)[:NEEDLES])
    if not values:
        return {}
    same = Identifier.objects.filter(value__in=values).exclude(ticket=ticket).order_by("-pk")
    return dict(same.values_list("ticket_id", "value")[:CANDIDATES])


def texts_alike(ticket):
    """ticket -> how well its words fit."""
    wanted = needles(ticket.title, description(ticket))
    if not wanted:
        return {}
    asked = [f"plainto_tsquery(%(configuration)s::regconfig, %(needle_{n})s)" for n in range(len(wanted))]
    weighed = " + ".join(
        f"(document @@ {one})::int * {weight}" for one, weight in zip(asked, wanted.values(), strict=True)
    )
    values = {"configuration": CONFIGURATION, "ticket": ticket.pk, "candidates": CANDIDATES}
    values |= {f"needle_{n}": text for n, text in enumerate(wanted)}
    with connection.cursor() as cursor:
        cursor.execute(ALIKE.format(query=" || ".join(asked), weighed=weighed), values)
        return dict(cursor.fetchall())


def description(ticket):
    first = Message.objects.filter(ticket=ticket).order_by("at", "id").values_list("body", flat=True).first()
    return (first or "")[:4000]


def needles(title, body):
    """The title, each line that tells of an error, and everything that looks like a code, with their weights."""
    lines = [line.strip()[:160] for line in body.splitlines() if ERROR.search(line)]
    codes = [code for text in (title, body) for code in CODE.findall(text)]
    weights = dict.fromkeys(codes, SAME_CODE) | {title.strip(): 0.0} | dict.fromkeys(lines, SAME_LINE)
    chosen = list(dict.fromkeys(text for text in (title.strip(), *lines, *codes) if text))[:NEEDLES]
    return {text: weights[text] for text in chosen}
