"""The channel for what nobody may write (SEC-02): a secret goes as a file that whoever it is meant for opens once."""

from contextlib import closing

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from supportdesk.files import store
from supportdesk.files.actions.keep import keep
from supportdesk.web import form_refusals

from ..actions.attach import attach
from . import own_forms, shown
from .ticket import seen_ticket


@require_http_methods(["GET", "HEAD", "POST"])
def secret(request, pk):
    ticket = seen_ticket(request, pk)
    form = own_forms.SecretForm(request.POST or None, request.FILES or None, serves=request.user.serves)
    if form.is_valid():
        with form_refusals(form):
            by = shown.actor(request)
            with closing(carrier(form.cleaned_data)) as sent:
                kept = keep(sent, by=by, secret=True)
            internal = form.cleaned_data.get("whom") == "inside"
            attach(ticket, by=by, files=[kept.pk], internal=internal, once=True, sensitivity="secret")
            return redirect("ticket", pk=pk)
    context = {"ticket": ticket, "form": form}
    return render(request, "tickets/secret.html", context, status=422 if form.errors else 200)


def carrier(given):
    return given["file"] or store.upload("secret.txt", given["words"].encode())
