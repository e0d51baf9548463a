"""Who may know of a ticket at all: its wall, and the list of those who see over it (SEC-13)."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from supportdesk.accounts.models import Person
from supportdesk.privacy.models import RestrictionKind

from ..actions import name as naming
from ..actions import release_words as releasing
from ..actions import restrict as restricting
from ..actions import unname as unnaming
from ..actions import unrestrict as unrestricting
from ..queries.walls import wall_of
from . import shown
from .answers import changed
from .changes import carried_out, for_anyone
from .forms import choice, choose_from, colleagues, text
from .ticket import desk_only, seen_ticket

CHANGES_WHO_SEES = "Everybody else no longer knows that there is such a ticket. What was told before is not taken back."


class RestrictionForm(forms.Form):
    kind = choice(RestrictionKind.choices, label="It is a matter of")
    reason = text(2, label="Why only a few may see it")
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        required=False,
        label="Who sees it besides you and the requester",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        choose_from(self, people=colleagues(viewer).exclude(pk=viewer.pk))


class ReasonForm(forms.Form):
    reason = text(2, label="Why everybody may see it again")


class ReleaseForm(forms.Form):
    reason = text(2, label="Why, or what may be said")


class NameForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Colleague", empty_label="Choose…")

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        choose_from(self, person=colleagues(viewer))


@desk_only
@for_anyone
def restriction(request, pk):
    ticket = seen_ticket(request, pk)
    form = RestrictionForm(request.POST or None, viewer=request.user)
    words = ("Restrict who sees it", "Restrict", CHANGES_WHO_SEES)
    return carried_out(request, ticket, form, restricting.restrict, "Restricted.", *words)


@desk_only
@for_anyone
def restriction_end(request, pk):
    ticket = seen_ticket(request, pk)
    form = ReasonForm(request.POST or None)
    words = ("Open it to everybody again", "Open it", "Everything said meanwhile shows too.")
    return carried_out(request, ticket, form, unrestricting.unrestrict, "Open again.", *words)


@desk_only
@for_anyone
def named(request, pk):
    ticket = seen_ticket(request, pk)
    form = NameForm(request.POST or None, viewer=request.user)
    return carried_out(request, ticket, form, naming.name, "On the list.", "Who else sees it", "Add")


@desk_only
@for_anyone
def words_released(request, pk):
    ticket = seen_ticket(request, pk)
    form = ReleaseForm(request.POST or None)
    words = ("Let the requester be told", "Release", "The wall stays; only the desk may write to the requester again.")
    return carried_out(request, ticket, form, releasing.release_words, "Released.", *words)


@desk_only
@require_POST
def unnamed(request, pk, person_pk):
    ticket = seen_ticket(request, pk)
    wall = wall_of(ticket)
    if wall is None:
        raise Http404
    person = get_object_or_404(wall.people, pk=person_pk)
    unnaming.unname(ticket, by=shown.actor(request), person=person)
    return changed(request, ticket, f"{person} no longer sees it.")
