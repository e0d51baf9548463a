"""Articles beside a ticket: found, cited, sent, written from it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kb.articles.queries import reading, search
from kb.articles.shapes import ArticleKind
from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.errors import Refused
from supportdesk.web import answer
from tickets.desk.models import Ticket

from .. import policy, queries
from ..actions.cite import cite, uncite
from ..actions.write_up import write_up
from ..models import Citation

FRAGMENTS = ["articles/_on_ticket.html"]


def seen(request, pk):
    if not request.user.serves:
        raise Http404
    return get_object_or_404(Ticket.objects.visible_to(request.user).select_related("queue", "organisation"), pk=pk)


def context(request, ticket):
    return {"ticket": ticket, "actor": actor(request), "rules": policy.can}


@require_http_methods(["GET", "HEAD", "POST"])
def articles(request, pk):
    """Everything of the kind on a page of its own: what was cited, a search, and what may help."""
    ticket = seen(request, pk)
    if request.method == "POST":
        article = reading.article(request.user, number(request.POST.get("article", "")))
        if article is None:
            raise Refused("There is no such article.", field="article")
        cite(ticket, by=actor(request), article=article, role=request.POST.get("role", ""))
        return answer(request, page=back(request, ticket), fragments=FRAGMENTS, context=context(request, ticket))
    text = request.GET.get("q", "").strip()[:300]
    found = search.found(search.inside(request.user), text, limit=20) if text else []
    more = {"text": text, "found": found, "kinds": ArticleKind.choices}
    return render(request, "articles/ticket.html", context(request, ticket) | more)


def number(text):
    digits = text.strip().upper().removeprefix("KB-")
    return int(digits) if digits.isdecimal() and len(digits) < 18 else 0


def back(request, ticket):
    name = "ticket-articles" if request.POST.get("back") == "articles" else "ticket"
    return reverse(name, args=[ticket.pk])


@require_POST
def remove(request, pk, citation_pk):
    ticket = seen(request, pk)
    citation = get_object_or_404(Citation.objects.visible_to(request.user).filter(ticket=ticket), pk=citation_pk)
    uncite(citation, by=actor(request))
    return answer(request, page=back(request, ticket), fragments=FRAGMENTS, context=context(request, ticket))


@require_POST
def drafted(request, pk):
    ticket = seen(request, pk)
    made = write_up(ticket, by=actor(request), kind=request.POST.get("kind", ArticleKind.TROUBLESHOOTING))
    messages.success(request, "A draft with what this ticket says. Names and addresses are taken out: look once more.")
    return redirect("article-edit", pk=made.pk)


@require_POST
def suggestions(request, pk):
    """What may help, while a reply is written: its words are kept nowhere."""
    ticket = seen(request, pk)
    text = request.POST.get("body", "")[: search.LONGEST]
    return render(request, "articles/_suggested.html", context(request, ticket) | {"text": text})


@require_safe
def gaps(request):
    if not request.user.serves:
        raise Http404
    days = 30 if request.GET.get("days") == "30" else 90
    found = queries.gaps(request.user, clock.asked(request.user), days)
    return render(request, "articles/gaps.html", found | {"days": days})
