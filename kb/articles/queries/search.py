"""Search and suggestions over copies: an error code first, then the words (KB-12)."""

import re
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value

from supportdesk.markdown import unmarked

from .. import codes
from ..models import Copy, Synonyms
from ..shelving import CONFIGURATION

WORD = re.compile(r"[^\W_]{2,40}")
OPERATORS = re.compile(r'["-]|\bor\b', re.IGNORECASE)
CANDIDATES, SHOWN = 120, 50
WORDS, SUGGESTED, LONGEST = 16, 5, 2000
FACETS = ("kind", "category", "component")
COUNTED = """
WITH found AS MATERIALIZED ({found})
SELECT kind, category_id, component_id, grouping(kind, category_id, component_id) AS which, count(*)
FROM found GROUP BY GROUPING SETS ((kind), (category_id), (component_id))
"""
WHICH = {3: 0, 5: 1, 6: 2}


def asked(text):
    """The words as a question to the index: all of them, each or a word that means the same."""
    if OPERATORS.search(text):
        return SearchQuery(text, config=CONFIGURATION, search_type="websearch")
    words = WORD.findall(text)[:WORDS]
    if not words:
        return None
    alike = alike_words(words)
    return reduce(and_, [either([word, *alike.get(word.lower(), ())]) for word in words])


def either(words):
    kinds = {True: "phrase", False: "plain"}
    return reduce(or_, [SearchQuery(one, config=CONFIGURATION, search_type=kinds[" " in one]) for one in words])


def alike_words(words):
    """word -> what means the same."""
    lowered = [word.lower() for word in words]
    found: dict[str, list[str]] = {}
    for group in Synonyms.objects.filter(words__overlap=lowered):
        for word in group.words:
            found.setdefault(word, []).extend(other for other in group.words if other != word)
    return found


def matching(copies, text):
    """The copies that these words or codes find."""
    query, wanted = asked(text), codes.codes_in(text)
    about = Q(codes__overlap=wanted) if wanted else Q(pk__in=())
    return copies.filter(about | Q(document=query) if query else about), query, wanted


def found(copies, text, limit=SHOWN):
    """Copies, the best first: whatever has the code, then by words, then what helped before."""
    matches, query, wanted = matching(copies, text)
    coded = has_code(wanted)
    ordered = matches.annotate(coded=coded)
    if query is None:
        return list(ordered.select_related("category__parent").order_by("-weight", "-article_id")[:limit])
    named = ExpressionWrapper(Q(names=query), BooleanField())
    near = ordered.annotate(named=named).order_by("-coded", "-named", "-weight").values("pk")[:CANDIDATES]
    best = copies.filter(pk__in=near).annotate(coded=coded, rank=SearchRank(F("document"), query) * F("weight"))
    best = best.defer("document", "names")
    return list(best.select_related("category__parent", "component").order_by("-coded", "-rank", "-article_id")[:limit])


def has_code(wanted):
    """Whether one of these codes is its own."""
    return ExpressionWrapper(Q(codes__overlap=wanted), BooleanField()) if wanted else Value(value=False)


def facets(copies, text):
    """How many of the hits are of which kind, category and component: {facet: {key: number}}."""
    counted: dict[str, dict] = {name: {} for name in FACETS}
    matches, query, wanted = matching(copies, text)
    if query is None and not wanted:
        return counted
    chosen = matches.order_by().values("kind", "category_id", "component_id")
    statement, given = chosen.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(found=statement), given)
        for *keys, which, number in cursor.fetchall():
            place = WHICH[which]
            if keys[place] is not None:
                counted[FACETS[place]][keys[place]] = number
    return counted


def suggested(copies, text, *, component=None, category=None, limit=SUGGESTED):
    """What may help with what somebody is just writing: its error code first, then the nearest by title, codes and
    keywords."""
    words = list(dict.fromkeys(word.lower() for word in WORD.findall(text[:LONGEST])))[:WORDS]
    wanted = codes.codes_in(text)
    if not words:
        return []
    query = SearchQuery(" | ".join(words), config=CONFIGURATION, search_type="raw")
    coded = has_code(wanted)
    near = Q(names=query) | (Q(codes__overlap=wanted) if wanted else Q(pk__in=()))
    rank = SearchRank(F("names"), query) * F("weight")
    rows = copies.filter(near).annotate(coded=coded, rank=rank).order_by("-coded", "-rank", "-article_id")
    rows = rows.defer("document", "names").select_related("category__parent")
    best = sorted(rows[: limit * 4], key=lambda one: nearness(one, component, category), reverse=True)
    return best[:limit]


def nearness(one, component, category):
    at_home = (component is not None and one.component_id == component) + (
        category is not None and one.category_id == category
    )
    return (one.coded, one.rank * (1 + at_home / 2))


def snippet(copy, text, width=180):
    """A few words around the first hit in a copy's own text."""
    words = [word.lower() for word in WORD.findall(text)]
    body = " ".join(" ".join(section["text"] for section in copy.sections).split())
    places = [place for word in words if (place := body.lower().find(word)) >= 0]
    if not places:
        return copy.summary or unmarked(body[:width])
    begin = max(0, min(places) - 40)
    return ("…" if begin else "") + unmarked(body[begin : begin + width]) + ("…" if begin + width < len(body) else "")


def outside(person=None):
    return Copy.objects.for_reader(person)


def inside(person, shelf="inside"):
    return Copy.objects.for_desk(person, shelf)
