"""Who may know of an incident at all: its wall, and the list of those who see over it (SEC-13); what was written from
it (KB-08)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from supportdesk.accounts.actor import actor
from supportdesk.accounts.models import Person
from supportdesk.privacy.models import RestrictionKind

from ..actions import walls
from ..actions.write_up import write_up
from ..models import IncidentWall
from .forms import colleagues, words
from .seats import carried_out, changed, desk_only, for_anyone, seen_incident

BOXES = {"widget": forms.CheckboxSelectMultiple}
HINT = "Everybody else no longer knows that there is such an incident. What was told before is not taken back."


class WallForm(forms.Form):
    kind = forms.ChoiceField(label="It is a matter of", choices=RestrictionKind.choices)
    reason = words("Why only a few may know of it", 2, longest=2000)
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Who knows of it besides you and its responders", required=False, **BOXES
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["people"].queryset = colleagues(viewer).exclude(pk=viewer.pk)


class WhyForm(forms.Form):
    reason = words("Because", 2, longest=2000)


class NameForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Colleague", empty_label="Choose…")

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].queryset = colleagues(viewer)


@desk_only
@for_anyone
def restriction(request, pk):
    one = seen_incident(request, pk)
    form = WallForm(request.POST or None, viewer=request.user)
    return carried_out(request, one, form, walls.restrict_incident, "Restricted.", "Restrict it", "Restrict", HINT)


@desk_only
@for_anyone
def restriction_end(request, pk):
    one = seen_incident(request, pk)
    form = WhyForm(request.POST or None)
    hint = "What was written meanwhile shows too."
    return carried_out(request, one, form, walls.unrestrict_incident, "Open again.", "Open it again", "Open it", hint)


@desk_only
@for_anyone
def release(request, pk):
    one = seen_incident(request, pk)
    form = WhyForm(request.POST or None)
    heading, hint = "Let them be told", "The wall stays; only requesters and the public may be told again."
    return carried_out(request, one, form, walls.release_incident_words, "Released.", heading, "Release", hint)


@desk_only
@for_anyone
def named(request, pk):
    one = seen_incident(request, pk)
    form = NameForm(request.POST or None, viewer=request.user)
    return carried_out(request, one, form, walls.name_on_incident, "On the list.", "Who else knows of it", "Add")


@desk_only
@require_POST
def unnamed(request, pk, person_pk):
    one = seen_incident(request, pk)
    wall = IncidentWall.objects.filter(incident=one).first()
    if wall is None:
        raise Http404
    person = get_object_or_404(wall.people, pk=person_pk)
    walls.unname_on_incident(one, by=actor(request), person=person)
    return changed(request, one, f"{person} no longer knows of it.")


@desk_only
@require_POST
def article(request, pk):
    one = seen_incident(request, pk)
    made = write_up(one, by=actor(request), kind=request.POST.get("kind", ""))
    messages.success(request, "A draft with what this incident says. Names are taken out: look once more.")
    return redirect("article-edit", pk=made.pk)
