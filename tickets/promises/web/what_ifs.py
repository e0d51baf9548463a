"""What another policy or other hours would have meant: asking it, watching it, reading its figures."""

from datetime import timedelta
from functools import partial, wraps

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from supportdesk import clock, live
from supportdesk.accounts.actor import actor
from supportdesk.administration import Card, carried_out, status_of
from supportdesk.web import absent

from .. import policy, queries
from ..actions import what_if as acts
from ..drafts import open_drafts
from ..models import WhatIf
from .forms import Wanted, WhatIfForm

MONTH = timedelta(days=30)
SHOWN = 50
HINT = "It looks at what happened and changes nothing. You need not wait for it."


def readers_only(view):
    """Whoever leads, manages or administers; an auditor reads. For everybody else there is no such page."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not policy.reads(request.user):
            absent()
        return view(request, *args, **kwargs)

    return guarded


@readers_only
@require_http_methods(["GET", "HEAD", "POST"])
def what_ifs(request):
    form = WhatIfForm(request.POST or None, viewer=request.user, initial=beginning(request))
    if request.method == "POST":
        act, again = partial(asked, actor(request)), partial(listing, request)
        return carried_out(request, form, act, done="", to=page_of, page=again)
    return listing(request, form)


def asked(by, *, draft, **span):
    return acts.ask(draft, by=by, **span)


def beginning(request):
    """The last thirty days that are over, in one's own zone."""
    today = timezone.localtime(clock.asked(request.user)).date()
    span = {"first": today - MONTH, "last": today - timedelta(days=1)}
    return span | {"zone": request.user.zone, "draft": request.GET.get("draft"), "also_open": True}


def page_of(what_if):
    return reverse("administration-what-if", args=[what_if.pk])


def listing(request, form):
    may = policy.can(actor(request), "ask", WhatIf())
    card = Card("Try a draft", form, reverse("administration-what-ifs"), "Ask what if", HINT) if may else None
    context = {
        "card": card,
        "known": queries.latest(),
        "drafts": open_drafts(request.user).exists(),
        "title": "What if",
    }
    return render(request, "promises/what_ifs.html", context, status=status_of([card] if card else []))


def found(pk):
    return get_object_or_404(WhatIf.objects.select_related("asked_by"), pk=pk)


@readers_only
@require_GET
def what_if(request, pk):
    name = "_what_if" if request.htmx else "what_if"
    return render(request, f"promises/{name}.html", shown(request, found(pk)))


def shown(request, one):
    chosen = wanted(request)
    seen, hidden = queries.readable(chosen.of(one), request.user)
    return {
        "one": one,
        "title": f"What if: {one.draft['name']}",
        "queues": queries.by_queue(one),
        "grids": [(what, queries.by_hour(one, what)) for what in queries.GAINED if getattr(one, what)],
        "chosen": chosen,
        "hidden": hidden,
        "page": Paginator(seen, SHOWN).get_page(request.GET.get("page")),
        "may_stop": policy.can(actor(request), "stop", one),
        "stream": live.address([f"{one.subject}-{one.pk}"]),
    }


def wanted(request):
    """The figure that was pressed. An address that nobody wrote here is none."""
    form = Wanted(request.GET)
    if not form.is_valid():
        raise Http404
    return queries.Chosen(**form.cleaned_data)


@readers_only
@require_POST
def stop(request, pk):
    acts.stop(found(pk), by=actor(request))
    return redirect("administration-what-if", pk=pk)
