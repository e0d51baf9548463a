"""Search on PostgreSQL alone: identifiers and references first, then the words (T-10, T-40)."""

import re
from collections import Counter
from datetime import timedelta
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q

from supportdesk import byhand
from supportdesk.accounts.models import Person, Role

from ..models import Identifier, Text, Ticket
from ..states import CATEGORY, Category, Status
from ..texts import CONFIGURATION

REFERENCE = re.compile(r"^\s*[Tt]-?(\d{1,18})\s*$")
NEWEST = 2000
LOOKED_UP, SHOWN = 4, 8
FACETS = ("status", "queue", "type", "organisation", "age")
FACET_STATUS = {Category.CLOSED: "closed,cancelled"}
AGES = ((1, "Last 24 hours"), (7, "Last 7 days"), (30, "Last 30 days"), (365, "Last year"))
SAME = 50
HITS = """
WITH hit AS MATERIALIZED (SELECT ticket_id, max(at) AS at FROM ({newest}) AS newest GROUP BY ticket_id)
SELECT seen.pk FROM hit JOIN ({seen}) AS seen ON seen.pk = hit.ticket_id ORDER BY hit.at DESC, hit.ticket_id LIMIT %s
"""
NAMED = """
SELECT '{facet}', one.{key}::text, one.name, count(*) FROM found JOIN {table} AS one ON one.id = found.{facet}_id
GROUP BY one.id
"""
AGED = "SELECT 'age', '{days}d', '{label}', count(*) FROM found WHERE opened_at >= %(age_{days})s HAVING count(*) > 0"
COUNTED = " UNION ALL ".join(
    [
        "WITH found AS MATERIALIZED (SELECT status, queue_id, type_id, organisation_id, opened_at"
        " FROM desk_ticket WHERE id = ANY(%(ids)s)) SELECT 'status', status, '', count(*) FROM found GROUP BY status",
        NAMED.format(facet="queue", key="key", table="catalogue_queue"),
        NAMED.format(facet="type", key="key", table="catalogue_tickettype"),
        NAMED.format(facet="organisation", key="id", table="accounts_organisation"),
        *[AGED.format(days=days, label=label) for days, label in AGES],
    ]
)


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
    newest, words = hits.order_by("-at").values("ticket_id", "at")[:NEWEST].query.sql_with_params()
    seen, given = Ticket.objects.visible_to(person).order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(HITS.format(newest=newest, seen=seen), [*words, *given, limit])
        return [pk for (pk,) in cursor.fetchall()]


def identified(person, words) -> list[int]:
    """Tickets with one of these words as an identifier, the newest first."""
    if not person.serves:
        return []
    any_of = reduce(or_, [Q(value__iexact=word) for word in words[:LOOKED_UP]])
    same = Identifier.objects.filter(any_of).values("ticket")
    found = Ticket.objects.visible_to(person).filter(pk__in=same).order_by("-id")
    return list(found.values_list("pk", flat=True)[:SAME])


def people(person, text: str, limit=5):
    """People by name or address. A light seat finds no requester so (ROLE-06)."""
    if not person.serves or len(text.strip()) < 2:
        return []
    seen = Person.objects.visible_to(person).active().filter(is_machine=False).select_related("organisation")
    if person.sits_lightly:
        seen = seen.exclude(roles=[Role.RQ])
    return list(seen.filter(Q(name__icontains=text.strip()) | Q(email__icontains=text.strip()))[:limit])


def facets(ids, now):
    """How many of these tickets stand in each status, queue, type, organisation and age: one statement, and counted
    by the database. Each age holds the younger ones too, as the filter that it opens does."""
    counted: dict[str, Counter] = {name: Counter() for name in FACETS}
    given = {"ids": ids, **{f"age_{days}": now - timedelta(days=days) for days, _ in AGES}}
    for facet, key, name, count in map(tuple, byhand.rows(COUNTED, given)):
        counted[facet][in_words(key) if facet == "status" else (key, name)] += count
    return {name: Counter(counter).most_common(SHOWN) for name, counter in counted.items()}


def in_words(status):
    """What a filter by the category of this status says, and its name."""
    category = CATEGORY[Status(status)]
    return FACET_STATUS.get(category, category.value), category.label
