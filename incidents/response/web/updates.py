"""Updates of an incident: written, waiting for somebody's word, sent, and who has them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from .. import merging, outward, policy
from ..actions import update as updating
from ..models import Update, UpdateTemplate
from ..queries.updates import of_incident, pushes
from ..states import Audience
from . import outward_forms as forms
from .seats import desk_only, for_anyone, seen_incident


@desk_only
@for_anyone
def updates(request, pk):
    """All of them, and the next one. A wording that is chosen by address stands in the form, filled in."""
    incident = seen_incident(request, pk)
    inside = request.GET.get("audience") == Audience.INTERNAL
    kind = forms.InternalForm if inside else forms.UpdateForm
    form = kind(request.POST or None, **begun(request, incident, inside))
    if form.is_valid():
        with form_refusals(form):
            audience = Audience.INTERNAL if inside else Audience.EXTERNAL
            made = updating.write_update(incident, by=actor(request), audience=audience, **form.cleaned_data)
            messages.success(request, said(made))
            return redirect("incident-update", pk=made.pk)
    by, why = actor(request), (outward.unheard if inside else outward.untimely)(incident)
    context = {
        "incident": incident,
        "updates": of_incident(incident),
        "form": form if not why and policy.open_to(by, "enter", incident) else None,
        "why_not": why,
        "inside": inside,
        "wordings": forms.WordingChoice(request.GET if "template" in request.GET else None),
    }
    return render(request, "response/updates.html", context, status=422 if form.errors else 200)


def begun(request, incident, inside):
    """A form that begins with the chosen wording."""
    if request.method == "POST" or inside:
        return {}
    wording = chosen(request)
    if wording is None:
        return {}
    values = outward.values_of(incident, outward.next_by(incident, clock.now()))
    filled = {name: merging.filled(getattr(wording, name), values) for name in ("headline", "body")}
    return {"initial": filled | {"template": wording}}


def chosen(request):
    given = request.GET.get("template", "")
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        return None
    return UpdateTemplate.objects.offered().filter(pk=given).first()


def said(update):
    if update.state == "waiting":
        return "It is not sent: it waits for approval. You hear as soon as somebody answers."
    many = update.pushes.count()
    return f"Sent to {many} ticket{'' if many == 1 else 's'}." if update.audience == Audience.EXTERNAL else "Said."


def seen(request, pk):
    found = Update.objects.visible_to(request.user).select_related("incident", "template", "written_by", "approved_by")
    return get_object_or_404(found, pk=pk)


@desk_only
@for_anyone
def update(request, pk):
    """One update as it is read, and who has it. Posted, what was granted is sent."""
    one = seen(request, pk)
    if request.method == "POST":
        updating.send_update(one, by=actor(request))
        messages.success(request, said(one))
        return redirect("incident-update", pk=pk)
    by = actor(request)
    told = pushes(one, request.user)
    may_drop = one.written_by_id == by.person.pk or policy.can(by, updating.right(one), one)
    context = {"update": one, "incident": one.incident, "pushes": told, "may_drop": may_drop, "actor": by}
    return render(request, "response/update.html", context)


@desk_only
@require_POST
def drop(request, pk):
    one = seen(request, pk)
    updating.drop_update(one, by=actor(request))
    messages.success(request, "Dropped: nobody is asked for it any more.")
    return redirect("incident-updates", pk=one.incident_id)
