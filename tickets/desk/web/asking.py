"""What the address of a list asks for: its filter, as chips and as typed text, and how the list stands."""

from dataclasses import dataclass

from django.http import QueryDict

from supportdesk.numbers import whole

from .. import grammar
from ..fields import FIELDS
from ..filterset import PUBLIC, TicketFilter
from ..grammar import ALIASES, PARAMETERS, SPEAKS_OF_STATUS, Unreadable

STANDING = ("order", "group", "columns")
BESIDE = {"q", "page", "shown", "view", "csrfmiddlewaretoken", *STANDING, *PARAMETERS, *ALIASES}
LONGEST_PAGE = 5


@dataclass(frozen=True)
class Chip:
    """One value of the filter, and the query that is left without it."""

    text: str
    without: str


def asked(request):
    """The parameters of the address; of what it says nothing about status, a list shows what is open."""
    data = request.GET.copy()
    if not request.user.serves:
        for name in set(data) & (set(PARAMETERS) | set(ALIASES)) - PUBLIC:
            del data[name]
        return data
    said = {PARAMETERS[name][0] for name in data if name in PARAMETERS and data.get(name)}
    if not SPEAKS_OF_STATUS & (said | {term.field for term in typed_terms(data)}):
        data.setlist("status", ["live"])
    return data


def typed_terms(data):
    """What is typed; when it cannot be read, the filter itself says so."""
    try:
        return grammar.parse(data.get("q", ""))
    except Unreadable:
        return []


def filter_of(request, tickets):
    """The filter of this address over these tickets. A parameter that nobody knows is a mistake, and said to be one."""
    chosen = TicketFilter(asked(request), queryset=tickets, request=request)
    for name in request.GET if request.user.serves else ():
        if name not in BESIDE:
            known = ", ".join(sorted(PARAMETERS))
            chosen.errors[name[:60]] = [f"There is no such filter. There are: {known}."]
    return chosen


def said_terms(request):
    """The terms that the address itself says, without what it leaves to be understood."""
    try:
        return grammar.together(grammar.read(request.GET.lists()), typed_terms(request.GET))
    except Unreadable:
        return []


def chips(request, terms):
    return [
        Chip(words(term, value), query_of(request, without(terms, term, value)))
        for term in terms
        if term.field != "queue"
        for value in term.values
    ]


def words(term, value):
    label = FIELDS[term.field].label
    if term.op in ("after", "before"):
        sign = term.typed.removeprefix(term.field)[0]
        return f"{label} {sign} {value}"
    shown = value.replace("_", " ") if FIELDS[term.field].values else value
    return f"{label}{' not' if term.op == 'not' else ''}: {shown}"


def without(terms, gone, value):
    for term in terms:
        left = tuple(one for one in term.values if term != gone or one != value)
        if left:
            yield grammar.Term(term.field, term.op, left)


def query_of(request, terms):
    """An address that says these terms and stands as this one does."""
    made = QueryDict(mutable=True)
    for name, value in grammar.written(terms):
        made.appendlist(name, value)
    for name in STANDING:
        if request.GET.get(name):
            made.setlist(name, [value for value in request.GET.getlist(name) if value])
    return made.urlencode()


def page_of(request):
    return max(1, whole(request.GET.get("page"), digits=LONGEST_PAGE) or 1)


def query_without(request, *names):
    kept = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if name not in names:
            kept.setlist(name, [value for value in values if value])
    return kept.urlencode()
