"""Lists of tickets: the queue, and what is new in it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from supportdesk import live
from supportdesk.catalogue.models import Queue
from supportdesk.numbers import wholes

from .. import grammar
from ..columns import GROUPS, LIMIT
from ..models import Ticket
from . import asking, strip, table
from .asking import filter_of, page_of, query_without
from .ticket import desk_only

PAGE = 50
SCRIPT = "script"  # a cookie of the page's own: somebody will fetch the figures
ORDER_NAMES = {
    "rank": "Most urgent first",
    "due": "Next deadline first",
    "priority": "Priority first",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "activity": "Latest activity first",
}


@require_GET
def tickets(request):
    """The queue."""
    seen = Ticket.objects.visible_to(request.user)
    chosen = filter_of(request, seen)
    page = page_of(request)
    context = {"page": page, "query": query_without(request, "page")}
    stand = table.stand(request)
    context |= stand.shown(chosen.qs, request.user, start=(page - 1) * PAGE, size=PAGE)
    context |= queue_context(request, seen, chosen, context["ids"])
    return render(request, "tickets/_list.html" if request.htmx else "tickets/list.html", context)


def queue_context(request, seen, chosen, ids):
    queues = list(Queue.objects.visible_to(request.user).offered())
    views, terms = strip.views(seen, request, counted=SCRIPT not in request.COOKIES), asking.said_terms(request)
    plain = any(view.chosen for view in views)
    standing = table.stand(request)
    return {
        "order": standing.order,
        "columns": list(table.heads(request, standing)),
        "views": views,
        "queues": queues,
        "queue": request.GET.get("queue", ""),
        "next_queue": next_queue(request, queues),
        "order_names": ORDER_NAMES,
        "group_names": GROUPS,
        "chips": [] if plain else asking.chips(request, terms),
        "typed": request.GET.get("q", "") if chosen.errors else grammar.typed(terms),
        "said": grammar.written(term for term in terms if term.field != "queue"),
        "kept": table.kept(request),
        "errors": [words for said in chosen.errors.values() for words in said],
        "limit": LIMIT,
        "stream": live.address(["ticket", *(f"ticket-{pk}" for pk in ids)]),
        "shown_ids": "-".join(map(str, ids)),
    }


def next_queue(request, queues):
    """Where "take next" takes from: the queue one looks at, else the first of one's own team."""
    asked_for = request.GET.get("queue")
    named = [queue for queue in queues if asked_for in (str(queue.pk), queue.key)]
    own = [queue for queue in queues if queue.team_id in request.user.scope.teams]
    return next(iter(named or own), None)


@desk_only
@require_GET
def news(request):
    """How many tickets belong on this page and are not on it. The page offers them; it does not jump."""
    seen = Ticket.objects.visible_to(request.user)
    chosen = filter_of(request, seen)
    on_page = set(wholes(request.GET.get("shown", "").split("-")))
    ordered = chosen.qs.order_by(*table.stand(request).keys)
    now = dict(ordered.values_list("pk", "title")[:PAGE])
    context = {
        "new": [title for pk, title in now.items() if pk not in on_page],
        "query": query_without(request, "page", "shown"),
        "shown_ids": request.GET.get("shown", ""),
        "views": strip.views(seen, request),
    }
    strip_part = render_to_string("tickets/_views.html", context, request)
    news_part = render_to_string("tickets/_news.html", context, request)
    return HttpResponse(news_part + f'<hx-partial hx-target="#views" hx-swap="outerMorph">{strip_part}</hx-partial>')
