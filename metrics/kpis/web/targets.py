"""Targets: what holds for each figure, and whoever may says otherwise, from now on (MET-11, C 69)."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.configuration import policy
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.configuration.models import Setting
from supportdesk.configuration.queries import held
from supportdesk.web import form_refusals

from ..aims import FORM, LONGEST
from .seats import desk_only


class TargetsForm(forms.Form):
    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        for one in known:
            about = {"label": one.definition.label, "initial": one.value, "required": False, "max_length": LONGEST}
            self.fields[one.definition.key] = forms.CharField(**about)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def targets(request):
    known = held(clock.now(), "targets")
    form = TargetsForm(request.POST or None, known=known)
    if form.is_valid():
        with form_refusals(form):
            sent = {key: said for key, said in form.cleaned_data.items() if key in request.POST}
            confirmed(actor(request), known, sent)
            messages.success(request, "The targets hold from now on.")
            return redirect("figure-targets")
    context = {"form": form, "known": known, "hint": FORM}
    context["may"] = policy.can(actor(request), "set_target", Setting())
    return render(request, "boards/targets.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def confirmed(by, known, given):
    """Each that is another than before; what was not sent stays."""
    for one in known:
        if given.get(one.definition.key, one.value) != one.value:
            confirm(one.definition.key, by=by, value=given[one.definition.key])
