"""Lists of tickets: the queue, what is new in it, its filters, and search."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from supportdesk import live
from supportdesk.catalogue.models import Queue

from ..filters import PUBLIC, TicketFilter
from ..models import Ticket
from ..queries import lists
from ..queries import search as searching
from . import rows, strip
from .ticket import desk_only

PAGE = 50


OWNERS = [("me", "Me"), ("none", "Nobody")]
OFFERED = {
    "status": ("Status", "checkbox"),
    "priority": ("Priority", "checkbox"),
    "due": ("Deadline", "radio"),
    "owner": ("Owner", "radio"),
    "type": ("Type", "checkbox"),
    "channel": ("Came in by", "checkbox"),
    "category": ("Category", "checkbox"),
    "component": ("Component", "checkbox"),
    "tag": ("Tags", "checkbox"),
}


class AskedFilter(TicketFilter):
    """Only the filters that the URL names: the rest of the form would be built for nothing. For a requester those
    alone that tell nothing new: whoever may ask which of the own tickets are P1 knows the priority."""

    def __init__(self, data, *, request, **kwargs):
        names = set(data) if request.user.serves else PUBLIC & set(data)
        self.base_filters = {name: each for name, each in TicketFilter.base_filters.items() if name in names}
        super().__init__(data, request=request, **kwargs)


ORDER_NAMES = {
    "rank": "Most urgent first",
    "due": "Next deadline first",
    "priority": "Priority first",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "activity": "Latest activity first",
}


def asked(request):
    """The filters of the URL; without a status a queue is what is open."""
    data = request.GET.copy()
    if request.user.serves and not any(data.get(name) for name in ("status", "breached_since", "reopened_since")):
        data.setlist("status", ["live"])
    return data


def is_id(text):
    """A number that the database can hold; more digits are nobody's."""
    return text.isdecimal() and len(text) < 19


def order_of(request):
    """A requester's order says nothing of the desk's: neither urgency nor when somebody last wrote a note."""
    if not request.user.serves:
        return "newest"
    return request.GET.get("order") if request.GET.get("order") in lists.ORDERS else "rank"


def page_of(request):
    given = request.GET.get("page", "1")
    return max(1, int(given)) if given.isdecimal() and len(given) < 6 else 1


def query_without(request, *names):
    kept = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if name not in names:
            kept.setlist(name, [value for value in values if value])
    return kept.urlencode()


@require_GET
def tickets(request):
    """The queue; for a requester, the own tickets."""
    seen = Ticket.objects.visible_to(request.user)
    chosen = AskedFilter(asked(request), queryset=seen, request=request)
    page, order = page_of(request), order_of(request)
    wanted = chosen.qs if chosen.is_valid() else seen.none()
    found = rows.rows(wanted, request.user, order=order, start=(page - 1) * PAGE, stop=page * PAGE + 1)
    context = {
        "rows": found[:PAGE],
        "page": page,
        "more": len(found) > PAGE,
        "order": order,
        "query": query_without(request, "page"),
        "errors": chosen.errors,
    }
    if not request.user.serves:
        return render(request, "portal/list.html", context)
    context |= queue_context(request, seen, context["rows"])
    return render(request, "tickets/_list.html" if request.htmx else "tickets/list.html", context)


def queue_context(request, seen, found):
    queues = list(Queue.objects.visible_to(request.user).offered())
    ids = [row.pk for row in found]
    return {
        "views": strip.views(seen, request),
        "queues": queues,
        "queue": request.GET.get("queue", ""),
        "next_queue": next_queue(request, queues),
        "order_names": ORDER_NAMES,
        "active": active(request),
        "stream": live.address(["ticket", *(f"ticket-{pk}" for pk in ids)]),
        "shown_ids": "-".join(map(str, ids)),
    }


def next_queue(request, queues):
    """Where "take next" takes from: the queue one looks at, else the first of one's own team."""
    asked_for = request.GET.get("queue")
    named = [queue for queue in queues if str(queue.pk) == asked_for]
    own = [queue for queue in queues if queue.team_id in request.user.scope.teams]
    return next(iter(named or own), None)


def active(request):
    """Filters in force besides the view's own, each with the query that is left without it."""
    named = {"q", "type", "category", "component", "channel", "tag", "requester", "organisation", "priority", "owner"}
    return [
        {"name": name, "value": value, "without": query_without(request, name, "page")}
        for name in request.GET
        if name in named and (value := request.GET.get(name))
    ]


@desk_only
@require_GET
def news(request):
    """How many tickets belong on this page and are not on it. The page offers them; it does not jump."""
    seen = Ticket.objects.visible_to(request.user)
    chosen = AskedFilter(asked(request), queryset=seen, request=request)
    on_page = {int(pk) for pk in request.GET.get("shown", "").split("-") if is_id(pk)}
    ordered = chosen.qs.order_by(*lists.ORDERS[order_of(request)])
    now = dict(ordered.values_list("pk", "title")[:PAGE]) if chosen.is_valid() else {}
    context = {
        "new": [title for pk, title in now.items() if pk not in on_page],
        "query": query_without(request, "page", "shown"),
        "shown_ids": request.GET.get("shown", ""),
        "views": strip.views(seen, request),
    }
    strip_part = render_to_string("tickets/_views.html", context, request)
    news_part = render_to_string("tickets/_news.html", context, request)
    return HttpResponse(news_part + f'<hx-partial hx-target="#views" hx-swap="outerMorph">{strip_part}</hx-partial>')


@desk_only
@require_GET
def filters(request):
    """Every filter with what it offers; what is in force is ticked."""
    data = asked(request)
    form = TicketFilter(data, queryset=Ticket.objects.none(), request=request).form
    groups = [group(name, label, kind, form.fields.get(name), data) for name, (label, kind) in OFFERED.items()]
    context = {"groups": [each for each in groups if each["options"]], "keep": kept(request)}
    return render(request, "tickets/_filter.html" if request.htmx else "tickets/filter.html", context)


def group(name, label, kind, field, data):
    given = set(data.getlist(name))
    choices = OWNERS if name == "owner" else [pair for pair in field.choices if pair[0] != ""]
    options = [(str(value), text, str(value) in given) for value, text in choices]
    if kind == "radio":
        options.insert(0, ("", "Any", not given))
    return {"name": name, "label": label, "kind": kind, "options": options}


def kept(request):
    return [(name, request.GET[name]) for name in ("queue", "order") if request.GET.get(name)]


@require_GET
def search(request):
    """A reference opens its ticket; an identifier or words list theirs."""
    text = request.GET.get("q", "").strip()[:200]
    exact = searching.by_reference(request.user, text) if text else None
    if exact:
        return redirect("ticket", pk=exact.pk)
    ids = matching(request.user, text) if text else []
    found = rows.rows(Ticket.objects.visible_to(request.user).filter(pk__in=ids), request.user)
    by_pk = {row.pk: row for row in found}
    context = {"rows": [by_pk[pk] for pk in ids if pk in by_pk], "text": text}
    return render(request, "tickets/search.html", context)


def matching(person, text):
    """Tickets with exactly this identifier first, then those whose words match."""
    exact = list(searching.by_identifier(person, text).values_list("pk", flat=True)[:PAGE])
    return list(dict.fromkeys([*exact, *searching.by_words(person, text, limit=PAGE)]))
