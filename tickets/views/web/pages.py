"""Views in the browser: all of them on a page, their names with figures over the list, saving and changing one."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from supportdesk.accounts.actor import actor
from supportdesk.numbers import whole
from supportdesk.web import form_refusals
from tickets.desk import grammar

from .. import jumps, policy, queries
from ..actions import delete as deleting
from ..actions import rename as renaming
from ..actions import reorder as reordering
from ..actions import save as saving
from ..actions import share as sharing
from ..models import View
from . import forms

LONGEST = 300
STANDING = ("group", "order")


def for_desk(request):
    if not request.user.serves:
        raise Http404


def seen_view(request, pk):
    view = View.objects.visible_to(request.user).filter(pk=pk).first()
    if view is None:
        raise Http404
    return view


@require_GET
def views(request):
    """All views of this person with their figures, and what may be done with each."""
    for_desk(request)
    found = list(View.objects.visible_to(request.user))
    counted, by = queries.count(found, request.user), actor(request)
    context = {
        "views": [(view, counted[view.pk], policy.can(by, "keep_view", view)) for view in found],
        "audiences": forms.audiences(request.user),
    }
    return render(request, "views/views.html", context)


@require_GET
def strip(request):
    """The names with their figures over the list, fetched when the list stands; the one of this address is marked."""
    for_desk(request)
    found = list(View.objects.visible_to(request.user))
    counted = queries.count(found, request.user)
    here = same(request.GET)
    context = {"views": [(view, counted[view.pk], here == same_view(view)) for view in found]}
    return render(request, "views/_strip.html", context)


def same(data):
    """Two addresses are one view when they say the same terms and stand alike."""
    try:
        terms = grammar.together(grammar.read(data.lists()), grammar.parse(data.get("q", "")))
    except grammar.Unreadable:
        return None
    columns = {name for value in data.getlist("columns") for name in value.split(",") if name}
    return set(grammar.written(terms)), columns, tuple(data.get(name, "") for name in STANDING)


def same_view(view):
    terms = grammar.parse(view.filter)
    return set(grammar.written(terms)), set(filter(None, view.columns.split(","))), (view.group, view.order)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Give the address one came from a name."""
    for_desk(request)
    form = forms.SaveForm(request.POST or None, viewer=request.user, initial=address_of(request.GET))
    if form.is_valid():
        given = form.cleaned_data
        columns = [name for name in given["columns"].split(",") if name]
        audience = forms.audience_of(given.pop("audience"), request.user)
        with form_refusals(form):
            view = saving.save_view(given.pop("name"), by=actor(request), **audience, **given | {"columns": columns})
            messages.success(request, f"Saved as {view.name}.")
            return gone_to(request, f"{reverse('tickets')}?{view.query}")
    name = "views/_new.html" if request.htmx else "views/new.html"
    response = render(request, name, {"form": form, "to": reverse("view-new")}, status=422 if form.errors else 200)
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = "#act", "outerHTML"
    return response


def address_of(data):
    """What stands in the address, as one would type it."""
    try:
        terms = grammar.together(grammar.read(data.lists()), grammar.parse(data.get("q", "")))
        said = grammar.typed(terms)
    except grammar.Unreadable:
        said = data.get("q", "")
    columns = ",".join(value for value in data.getlist("columns") if value)
    return {"filter": said, "columns": columns, "audience": forms.MINE} | {
        name: data.get(name, "") for name in STANDING
    }


def gone_to(request, address):
    if not request.htmx:
        return HttpResponseRedirect(address)
    response = HttpResponseRedirect(address, status=200)
    del response["Location"]
    response["HX-Redirect"] = address
    return response


@require_POST
def change(request, pk):
    """Rename it, give it to others, move it, or forget it: which of them, the pressed button says."""
    for_desk(request)
    view, act = seen_view(request, pk), request.POST.get("act")
    if act not in CHANGES:
        raise Http404
    messages.success(request, CHANGES[act](request, view))
    return redirect("views")


def renamed(request, view):
    renaming.rename_view(view, by=actor(request), name=request.POST.get("name", ""))
    return f"It is called {view.name} now."


def shared(request, view):
    form = forms.ShareForm(request.POST, viewer=request.user)
    if not form.is_valid():
        raise Http404
    sharing.share_view(view, by=actor(request), **forms.audience_of(form.cleaned_data["audience"], request.user))
    return f"{view.name} is for: {view.audience.lower()}."


def moved(request, view):
    place = whole(request.POST.get("position"), digits=3)
    reordering.reorder_view(view, by=actor(request), position=1 if place is None else place)
    return f"{view.name} stands at place {view.position}."


def deleted(request, view):
    deleting.delete_view(view, by=actor(request))
    return f"{view.name} is forgotten. Its tickets stay."


CHANGES = {"rename": renamed, "share": shared, "move": moved, "delete": deleted}


@require_GET
def find(request):
    """Where one can jump to from these words: tickets, people, views, queues, pages. Without words: what was recent."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = jumps.jumps(request.user, text, request.session.get("searches", []))
    if request.htmx or not request.accepts("application/json"):
        return render(request, "views/_find.html", {"groups": groups, "text": text})
    return JsonResponse({"groups": [group.told() for group in groups]})
