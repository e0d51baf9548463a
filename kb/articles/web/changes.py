"""What is done to an article: one address for each thing, the same actions as REST."""

import re

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from supportdesk.accounts.actor import actor
from supportdesk.errors import Refused
from supportdesk.web import form_refusals

from ..actions.file import file_article
from ..actions.retire import retire
from ..actions.review import approve, send_back
from ..actions.revise import restore
from ..moving import MOVES, move
from ..queries import reading
from . import forms
from .pages import show
from .seats import desk_only, for_anyone, found

REFERENCE = re.compile(r"^\s*(?:kb-?)?(\d{1,18})\s*$", re.IGNORECASE)
DONE = {
    "submit": "Submitted: those who may approve it are told.",
    "withdraw": "Taken back.",
    "publish": "Published.",
    "discard": "The changes are dropped.",
    "confirm": "Confirmed.",
}


@desk_only
@require_POST
def moves(request, pk):
    one = found(request, pk)
    name = request.POST.get("move", "")
    if name not in MOVES:
        raise Refused("Choose one of the moves that are offered.", field="move")
    move(one, by=actor(request), name=name, comment=request.POST.get("comment", "")[:2000])
    messages.success(request, DONE[name])
    return redirect("article", pk=pk)


@desk_only
@require_POST
def review(request, pk):
    """Yes or no to what waits for a look."""
    one = found(request, pk)
    comment = request.POST.get("comment", "")[:2000]
    if request.POST.get("answer") == "approve":
        said = approve(one, by=actor(request), comment=comment)
        messages.success(request, "Approved." if said.answer == "approved" else f"Now a {said.next_roles} is asked.")
    else:
        send_back(one, by=actor(request), comment=comment)
        messages.success(request, "Returned to its writer.")
    return redirect("article", pk=pk)


@desk_only
@for_anyone
def filing(request, pk):
    """The article's page with its form of filing: every owner there could be is in it, so it is made when asked for."""
    one = found(request, pk)
    form = forms.FilingForm(request.POST or None, viewer=request.user, article=one, auto_id="filing-%s")
    if form.is_valid():
        with form_refusals(form):
            given = dict(form.cleaned_data)
            file_article(one, by=actor(request), seen=given.pop("seen"), **given)
            messages.success(request, "Filed.")
            return redirect("article", pk=pk)
    return show(request, found(request, pk), status=422 if form.is_bound else 200, filing=form)


@desk_only
@require_POST
def retirement(request, pk):
    one = found(request, pk)
    form = forms.RetireForm(request.POST, auto_id="retire-%s")
    if form.is_valid():
        with form_refusals(form):
            into = named(request, form.cleaned_data["into"])
            retire(one, by=actor(request), comment=form.cleaned_data["comment"], into=into)
            messages.success(request, f"Merged into {into}." if into else "Retired.")
            return redirect("article", pk=pk)
    return show(request, found(request, pk), status=422, retiring=form)


def named(request, text):
    """The article that a reference names; nothing without one."""
    if not text.strip():
        return None
    match = REFERENCE.match(text)
    into = reading.article(request.user, int(match[1])) if match and int(match[1]) < 2**63 else None
    if into is None:
        raise Refused("There is no such article.", field="into")
    return into


@desk_only
@require_POST
def restoration(request, pk, number):
    one = found(request, pk)
    seen = request.POST.get("seen", "")
    restore(one, by=actor(request), seen=int(seen) if seen.isdecimal() else None, number=number)
    messages.success(request, f"The words of version {number} are a draft again.")
    return redirect("article-versions", pk=pk)
