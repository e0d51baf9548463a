"""Approved wording in the composer: what may be inserted here, and the same without a script as pages."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kb.macros.models import Audience
from supportdesk import clock
from supportdesk.web import form_refusals

from .. import reviewing
from ..actions.hold import hold
from ..actions.use_macro import use_macro
from ..freshness import newest
from ..queries.macros import audience_of, insertable, insertable_one
from . import shown
from .talk_forms import Codes, inserted
from .ticket import desk_only, seen_ticket

LONG = 100_000


class UseForm(forms.Form):
    """The text as its writer tailored it; the page says what was read when it was begun."""

    body = forms.CharField(label="Text", max_length=LONG, widget=forms.Textarea({"rows": 10}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    confirmed = Codes()


@desk_only
@require_GET
def macros(request, pk):
    """For the picker of the composer as a fragment, else as a page. One audience's at a time (COM-05)."""
    ticket = seen_ticket(request, pk)
    name = "tickets/_macros.html" if request.headers.get("X-Picker") else "tickets/macros.html"
    return render(request, name, offered(request, ticket))


def offered(request, ticket):
    wanted, text = request.GET.get("audience", ""), " ".join(request.GET.get("q", "").split())[:100]
    internal = request.GET.get("kind") == "note"
    audience = wanted if wanted in Audience.values else audience_of(ticket, internal=internal)
    found = insertable(ticket, request.user, clock.asked(request.user), audience=audience, text=text)
    return {
        "ticket": ticket,
        "found": found,
        "audience": audience,
        "audiences": [(value, label) for value, label in Audience.choices if internal or value != Audience.ENGINEERING],
        "internal": internal,
        "text": text,
    }


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def macro(request, pk, macro_version_pk):
    """One macro on this ticket: read, tailored, and sent with what it does, whole or not at all."""
    ticket = seen_ticket(request, pk)
    version = inserted(macro_version_pk)
    if version is None:
        raise Http404
    internal = version.audience == Audience.ENGINEERING
    one = insertable_one(ticket, request.user, clock.asked(request.user), version=version)
    if one is None:
        raise Http404
    form = UseForm(request.POST or None, initial={"body": one.body, "seen": newest(ticket)})
    if form.is_valid():
        with form_refusals(form):
            say(request, ticket, version, internal=internal, **form.cleaned_data)
            messages.success(request, "Note kept." if internal else "It goes out.")
            return redirect("ticket", pk=pk)
    context = {"ticket": ticket, "one": one, "form": form, "internal": internal}
    return render(request, "tickets/macro.html", context, status=422 if form.errors else 200)


def say(request, ticket, version, *, internal, **said):
    by = shown.actor(request)
    if not internal and (settings.REPLY_HOLD or reviewing.required(by, ticket)):
        return hold(ticket, by=by, macro=version, **said)
    return use_macro(ticket, by=by, macro=version, internal=internal, **said)
