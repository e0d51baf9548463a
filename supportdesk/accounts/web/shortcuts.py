"""The own keys: what each command is said by, another key for it, and all as they come."""

from itertools import groupby

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk.accounts import hotkeys as keys
from supportdesk.accounts.actions.bind_key import bind_key, reset_keys
from supportdesk.accounts.actor import Actor
from supportdesk.web import form_refusals


class KeyForm(forms.Form):
    command = forms.ChoiceField(choices=[(one.name, one.label) for one in keys.COMMANDS])
    keys = forms.CharField(max_length=20, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def shortcuts(request):
    form = KeyForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            bind_key(request.user, by=Actor(request.user, "browser"), **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("shortcuts")
    groups = [(name, list(some)) for name, some in groupby(keys.offered(request.user), lambda one: one.group)]
    context = {"form": form, "groups": groups, "changed": bool(request.user.own_keys)}
    return render(request, "account/shortcuts.html", context, status=422 if form.errors else 200)


@require_POST
def reset(request):
    reset_keys(request.user, by=Actor(request.user, "browser"))
    messages.success(request, "All keys are as they come.")
    return redirect("shortcuts")
