"""Search on PostgreSQL alone: identifiers and references first, then the words (T-10, T-40)."""

import re
from collections import Counter
from datetime import timedelta
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from supportdesk.accounts.models import Person, Role

from ..models import Identifier, Text, Ticket
from ..states import CATEGORY, Category, Status
from ..texts import CONFIGURATION

REFERENCE = re.compile(r"^\s*[Tt]-?(\d{1,18})\s*$")
NEWEST, TOGETHER = 2000, 200
LOOKED_UP, SHOWN = 4, 8
FACETS = ("status", "queue", "type", "organisation", "age")
FACET_STATUS = {Category.CLOSED: "closed,cancelled"}
AGES = ((1, "Last 24 hours"), (7, "Last 7 days"), (30, "Last 30 days"), (365, "Last year"))


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


def exactly(person, text: str):
    """The one ticket that a reference or an identifier names, or None."""
    named = by_reference(person, text)
    if named is None and text.strip():
        same = list(by_identifier(person, text)[:2])
        return same[0] if len(same) == 1 else None
    return named


def worded(values, *, any_of=False):
    """A query for words and exact phrases: all of them, or any."""
    kinds = {True: "phrase", False: "plain"}
    asked = [SearchQuery(value, config=CONFIGURATION, search_type=kinds[" " in value]) for value in values]
    return reduce(or_ if any_of else and_, asked)


def by_words(person, text: str, limit=50) -> list[int]:
    """Ids of the visible tickets whose words match, the latest first."""
    return by_query(person, SearchQuery(text, config=CONFIGURATION, search_type="websearch"), limit)


def by_query(person, query, limit=50) -> list[int]:
    """Only the newest 2,000 hits are looked through: a common word costs what a rare one does."""
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


def identified(person, words) -> list[int]:
    """Tickets with one of these words as an identifier."""
    return [pk for word in words[:LOOKED_UP] for pk in by_identifier(person, word).values_list("pk", flat=True)[:50]]


def people(person, text: str, limit=5):
    """People by name or address. A light seat finds no requester so (ROLE-06)."""
    if not person.serves or len(text.strip()) < 2:
        return []
    seen = Person.objects.visible_to(person).active().filter(is_machine=False).select_related("organisation")
    if person.sits_lightly:
        seen = seen.exclude(roles=[Role.RQ])
    return list(seen.filter(Q(name__icontains=text.strip()) | Q(email__icontains=text.strip()))[:limit])


def facets(ids, now):
    """How many of these tickets stand in each status, queue, type, organisation and age: one statement."""
    named = ("status", "queue__key", "queue__name", "type__key", "type__name", "organisation_id", "organisation__name")
    counted: dict[str, Counter] = {name: Counter() for name in FACETS}
    for status, *names, opened_at in Ticket.objects.filter(pk__in=ids).values_list(*named, "opened_at"):
        queue, type_, organisation = zip(names[::2], names[1::2], strict=True)
        category = CATEGORY[Status(status)]
        counted["status"][FACET_STATUS.get(category, category.value), category.label] += 1
        counted["queue"][queue] += 1
        counted["type"][type_] += 1
        if organisation[0]:
            counted["organisation"][organisation] += 1
        counted["age"].update(ages(now - opened_at))
    return {name: counter.most_common(SHOWN) for name, counter in counted.items()}


def ages(since):
    """Each age holds the younger ones too, as the filter that it opens does."""
    return [(f"{days}d", label) for days, label in AGES if since <= timedelta(days=days)]
