"""Search on PostgreSQL alone: identifiers and references first, then the words (T-10, T-40)."""

import re

from django.contrib.postgres.search import SearchQuery

from ..models import Identifier, Text, Ticket
from ..texts import CONFIGURATION

REFERENCE = re.compile(r"^\s*[Tt]-?(\d{1,18})\s*$")
NEWEST, TOGETHER = 2000, 200


def by_reference(person, text: str):
    """The ticket that a reference names exactly, or None."""
    match = REFERENCE.match(text)
    return Ticket.objects.visible_to(person).filter(pk=match[1]).first() if match else None


def by_identifier(person, text: str):
    """Tickets with exactly this identifier, whatever its case (T-10). Identifiers are the desk's own."""
    if not person.serves:
        return Ticket.objects.none()
    same = Identifier.objects.filter(value__iexact=text.strip()).values("ticket")
    return Ticket.objects.visible_to(person).filter(pk__in=same).order_by("-id")


def by_words(person, text: str, limit=50) -> list[int]:
    """Ids of the visible tickets whose words match, the latest first. Only the newest 2,000 hits
    are looked through: a common word costs what a rare one does."""
    query = SearchQuery(text, config=CONFIGURATION, search_type="websearch")
    hits = Text.objects.filter(document=query)
    if not person.serves:
        hits = hits.filter(internal=False)
    latest = list(dict.fromkeys(hits.order_by("-at").values_list("ticket_id", flat=True)[:NEWEST]))
    visible = Ticket.objects.visible_to(person)
    found: list[int] = []
    for begin in range(0, len(latest), TOGETHER):
        some = latest[begin : begin + TOGETHER]
        seen = set(visible.filter(pk__in=some).values_list("pk", flat=True))
        found += [pk for pk in some if pk in seen]
        if len(found) >= limit:
            break
    return found[:limit]
