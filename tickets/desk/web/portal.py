"""The requester's first page: the own tickets, and for an organisation's administrator those of all its people."""

from dataclasses import dataclass

from django.db.models import Case, Count, Q, When
from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from supportdesk.numbers import whole

from ..models import Ticket
from ..states import LIVE, Status
from . import lists, rows

PAGE = 50
WAITING_FOR_YOU = (Status.PENDING_REQUESTER.value, Status.RESOLVED.value)
TABS = {
    "open": ("Open", Q(status__in=(*LIVE, Status.RESOLVED)), "Everything you asked is done."),
    "waiting": (
        "Waiting for you",
        Q(status__in=WAITING_FOR_YOU),
        "Nothing waits for you. We write when something does.",
    ),
    "solved": ("Solved", Q(status__in=(Status.CLOSED, Status.CANCELLED)), "Nothing is solved and closed yet."),
}
WAITING_FIRST = (Case(When(status__in=WAITING_FOR_YOU, then=0), default=1), "-pk")


@dataclass(frozen=True)
class Tab:
    label: str
    count: int
    query: str
    chosen: bool


@require_GET
def tickets(request):
    """The queue; for a requester, the own tickets."""
    return lists.tickets(request) if request.user.serves else home(request)


def home(request):
    """Filtered by its tabs alone: whatever else an address asks for is the desk's to know."""
    seen, tab, page = own(request), chosen_tab(request), page_of(request)
    counted = seen.aggregate(**{name: Count("pk", filter=state) for name, (_, state, _) in TABS.items()})
    found = rows.rows(
        seen.filter(TABS[tab][1]), request.user, order=WAITING_FIRST, start=(page - 1) * PAGE, stop=page * PAGE + 1
    )
    context = {
        "rows": found[:PAGE],
        "more": len(found) > PAGE,
        "page": page,
        "query": query_with(request),
        "any": any(counted.values()),
        "tabs": tabs(request, counted, tab),
        "whose": whose(request),
        "everybody": sees_everybody(request) and not only_mine(request),
        "nothing": TABS[tab][2],
    }
    return render(request, "portal/list.html", context)


def chosen_tab(request):
    return request.GET.get("tab") if request.GET.get("tab") in TABS else "open"


def page_of(request):
    return max(1, whole(request.GET.get("page"), digits=5) or 1)


def sees_everybody(request):
    return request.user.organisation_access and request.user.organisation_id is not None


def only_mine(request):
    return request.GET.get("whose") == "mine"


def own(request):
    person = request.user
    tickets = Ticket.objects.visible_to(person)
    if not (sees_everybody(request) and only_mine(request)):
        return tickets
    shared = Ticket.co_requesters.through.objects.filter(person=person).values("ticket")
    return tickets.filter(Q(requester=person) | Q(pk__in=shared))


def tabs(request, counted, chosen):
    return [
        Tab(label, counted[name], query_with(request, tab=name), name == chosen) for name, (label, _, _) in TABS.items()
    ]


def whose(request):
    if not sees_everybody(request):
        return []
    mine = only_mine(request)
    return [
        (f"All of {request.user.organisation}", query_with(request, whose="all"), not mine),
        ("Only mine", query_with(request, whose="mine"), mine),
    ]


def query_with(request, **values):
    """The address of the same list, but for these; from its first page."""
    query = QueryDict(mutable=True)
    for name in ("tab", "whose"):
        given = values.get(name) or request.GET.get(name)
        if given:
            query[name] = given
    return query.urlencode()
