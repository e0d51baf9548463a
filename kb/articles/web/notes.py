"""One's own notes: nobody else finds them (KB-27)."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from ..actions.notes import drop_note, keep_note, promote_note
from ..models import WorkingNote
from . import forms
from .seats import desk_only, for_anyone

MOST = 100


def mine(request, pk):
    note = WorkingNote.objects.visible_to(request.user).filter(pk=pk).first()
    if note is None:
        raise Http404
    return note


@desk_only
@for_anyone
def notes(request):
    """All of them, those with these words, and a new one."""
    text = request.GET.get("q", "").strip()[:200]
    rows = WorkingNote.objects.visible_to(request.user)
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(body__icontains=text))
    form = forms.NoteForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            made = keep_note(None, by=actor(request), **form.cleaned_data)
            return redirect("working-note", pk=made.pk)
    context = {"rows": list(rows[:MOST]), "form": form, "text": text}
    return render(request, "articles/notes.html", context, status=422 if form.errors else 200)


@desk_only
@for_anyone
def note(request, pk):
    one = mine(request, pk)
    form = forms.NoteForm(request.POST or None, initial={"title": one.title, "body": one.body})
    if form.is_valid():
        with form_refusals(form):
            keep_note(one, by=actor(request), **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("working-note", pk=pk)
    context = {"note": one, "form": form, "promoting": forms.PromoteForm(auto_id="promote-%s")}
    return render(request, "articles/note.html", context, status=422 if form.errors else 200)


@desk_only
@require_POST
def note_drop(request, pk):
    drop_note(mine(request, pk), by=actor(request))
    messages.success(request, "It is gone.")
    return redirect("working-notes")


@desk_only
@require_POST
def note_promote(request, pk):
    made = promote_note(mine(request, pk), by=actor(request), kind=request.POST.get("kind", ""))
    messages.success(request, "A draft with the same words: give each section what belongs there.")
    return redirect("article-edit", pk=made.pk)
