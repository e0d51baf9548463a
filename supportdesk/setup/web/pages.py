"""From an empty database to a desk with an administrator, hours and confirmed values, in one form."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from supportdesk import clock
from supportdesk.accounts import first
from supportdesk.accounts.actions.begin import begin
from supportdesk.accounts.actor import Actor, system
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.configuration.queries import held
from supportdesk.web import anonymous_allowed, form_refusals
from tickets.sla.actions.set_hours import set_hours

from . import forms


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request, key):
    """For whoever brought the link, while nobody administers the desk. Afterwards there is no such page."""
    if not first.opens(key):
        raise Http404
    known = [one for one in held(clock.now(), "settings") if not one.definition.later]
    form = forms.SetUpForm(request.POST or None, held=known)
    if request.method == "POST" and form.is_valid():
        with form_refusals(form):
            person = opened(form.confirmed, **form.cleaned_data)
            record_authentication(request, person, method="password", email=person.email)
            return perform_login(request, person, redirect_url=reverse("administration-teams"))
    return render(request, "administration/set_up.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def opened(confirmed, *, desk_name, name, email, password, zone, hours, **values):
    """All of it or nothing: the account first, then whatever it says, in its own name."""
    person = begin(name, by=system("browser"), email=email, password=password, zone=zone)
    by = Actor(person, "browser")
    set_hours(hours, by=by, zone=zone)
    confirm("desk_name", by=by, value=desk_name)
    for key in confirmed:
        confirm(key, by=by, value=values[key])
    return person
