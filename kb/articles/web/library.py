"""The library of the desk: what there is, found by words, code, state and place."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supportdesk.accounts.actor import actor
from supportdesk.catalogue.models import Category, Component

from .. import policy
from ..actions.misses import note_miss
from ..models import Shelf, State
from ..queries import reading, search
from ..shapes import ArticleKind
from .seats import desk_only

PAGE = 50
LABELS = {"kind": "Kind", "category": "Category", "component": "Component"}


@desk_only
@require_safe
def library(request):
    text = request.GET.get("q", "").strip()[:300]
    return results(request, text) if text else shelves(request)


def shelves(request):
    """Without words: what there is, by state and owner."""
    person = request.user
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    mine = request.GET.get("owner") == "me"
    rows = reading.listed(person, state=state, owner=person if mine else None)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    counted = reading.states(person)
    states = [(value, label, counted.get(value, 0), value == state) for value, label in State.choices]
    context = {"text": "", "page": page, "states": states, "state": state, "mine": mine, "rows": page.object_list}
    return render(request, "articles/library.html", context | around(request))


def results(request, text):
    """With words: the best first, and what narrows it."""
    copies = search.inside(request.user, Shelf.DRAFT if request.GET.get("in") == "drafts" else Shelf.INSIDE)
    chosen = {name: request.GET.get(name, "") for name in LABELS}
    facets = [facet(request, *one) for one in offered(search.facets(copies, text), chosen)]
    narrowed = copies.filter(**asked_for(chosen))
    rows = search.found(narrowed, text)
    if not rows and not any(chosen.values()):
        note_miss(text, by=actor(request), outside=False)
    lines = [(one, search.snippet(one, text)) for one in rows]
    context = {"text": text, "lines": lines, "facets": [one for one in facets if one["options"]]}
    return render(request, "articles/results.html", context | around(request))


def asked_for(chosen):
    """Only what can be: a number that is none is not asked for."""
    found = {"kind": chosen["kind"]} if chosen["kind"] in ArticleKind.values else {}
    return found | {name: chosen[name] for name in ("category", "component") if chosen[name].isdecimal()}


def offered(counted, chosen):
    names: dict[str, dict] = {
        "kind": dict(ArticleKind.choices),
        "category": {one.pk: str(one) for one in Category.objects.select_related("parent")},
        "component": {one.pk: one.name for one in Component.objects.filter(pk__in=counted["component"])},
    }
    for name, options in counted.items():
        most = sorted(options.items(), key=lambda one: -one[1])[:8]
        yield name, [(names[name][key], number, str(key), str(key) == chosen[name]) for key, number in most]


def facet(request, name, options):
    shown = [(label, number, address(request, name, "" if on else key), on) for label, number, key, on in options]
    return {"label": LABELS[name], "options": shown}


def address(request, name, value):
    query = QueryDict(mutable=True)
    query.update(request.GET.dict())
    query[name] = value
    return query.urlencode()


def around(request):
    return {"kinds": ArticleKind.choices, "actor": actor(request), "rules": policy.can}
