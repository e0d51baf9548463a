"""Search: a reference or an identifier leads straight to its ticket; words and operators list theirs, with facets."""

from dataclasses import dataclass

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from supportdesk import clock

from .. import grammar
from ..filterset import TicketFilter
from ..grammar import PARAMETERS
from ..models import Ticket
from ..queries import search as searching
from ..queries import similar
from ..queries.snippets import snippets
from ..searching import FACETS, LOOKED_THROUGH, found, words_of
from . import asking, rows
from .ticket import desk_only, seen_ticket

SHOWN, LONGEST, REMEMBERED = 50, 300, 8


@dataclass(frozen=True)
class Facet:
    label: str
    options: list  # label, count, query, chosen


@require_GET
def search(request):
    text = request.GET.get("q", "").strip()[:LONGEST]
    exact = searching.exactly(request.user, text) if text and not narrowed(request) else None
    if exact:
        return redirect("ticket", pk=exact.pk)
    asked = TicketFilter(request.GET, queryset=Ticket.objects.visible_to(request.user), request=request)
    ids = found(asked, request.user, text) if asked.terms else []
    if ids:
        remember(request, text)
    context = {
        "text": text,
        "errors": [words for said in asked.errors.values() for words in said],
        "words": " ".join(words_of(asked.terms)) if request.user.serves else "",
        "quoted": grammar.quoted(text, also=":<> "),
        "total": len(ids),
        "capped": len(ids) >= LOOKED_THROUGH,
        "facets": facets(request, ids, asked.terms) if request.user.serves and ids else [],
        "people": searching.people(request.user, text),
        "rows": listed(ids[:SHOWN], request.user),
        "snippets": snippets(ids[:SHOWN], words_of(asked.terms), request.user),
        "recent": request.session.get("searches", []),
    }
    return render(request, "tickets/search.html", context)


@desk_only
@require_GET
def rooms_beside(request):
    """What the rooms above know about these words, fetched when the tickets stand (T-40)."""
    context = {"text": request.GET.get("q", "").strip()[:LONGEST]}
    return render(request, "tickets/_search_rooms.html" if request.htmx else "tickets/search_rooms.html", context)


def narrowed(request):
    return any(request.GET.get(name) for name in PARAMETERS)


def listed(ids, person):
    """Rows in the order of their being found."""
    by_pk = {row.pk: row for row in rows.rows(Ticket.objects.visible_to(person).filter(pk__in=ids), person)}
    return [by_pk[pk] for pk in ids if pk in by_pk]


def facets(request, ids, terms):
    counted = searching.facets(ids, clock.asked(request.user))
    for name, (label, parameter) in FACETS.items():
        field, op = PARAMETERS[parameter]
        given = {value for term in terms if (term.field, term.op) == (field, op) for value in term.values}
        query = query_beside(request, parameter)
        options = [(words or value, count, *facet_query(query, parameter, value, given))
                   for (value, words), count in counted[name]]  # fmt: skip
        if len(options) > 1 or any(chosen for *_, chosen in options):
            yield Facet(label, options)


def query_beside(request, parameter):
    """The address without this parameter, however it is spelled."""
    query = QueryDict(asking.query_without(request, parameter, "page"), mutable=True)
    typed = asking.typed_terms(query)
    others = [term for term in typed if term.parameter != parameter]
    if others != typed:
        query["q"] = grammar.typed(others)
    return query.urlencode()


def facet_query(query, parameter, value, given):
    """The search narrowed to this, or widened again where it is narrowed already."""
    values, narrowed = str(value).split(","), QueryDict(query, mutable=True)
    here = set(values) <= given
    if not here:
        narrowed.setlist(parameter, values)
    return narrowed.urlencode(), here


def remember(request, text):
    """The last searches of this session, the latest first: the palette offers them."""
    before = request.session.get("searches", [])
    if text and request.user.serves and before[:1] != [text]:
        request.session["searches"] = [text, *(one for one in before if one != text)][:REMEMBERED]


@desk_only
@require_GET
def similar_cases(request, pk):
    """The panel beside a ticket, fetched when the page stands."""
    one = seen_ticket(request, pk)
    context = {"ticket": one, "cases": similar.similar(one, request.user)}
    return render(request, "tickets/_similar.html" if request.htmx else "tickets/similar.html", context)
