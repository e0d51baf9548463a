"""Under /administration/: who sends alerts (INC-22), and wording that may go out as it is (INC-08)."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportdesk import times
from supportdesk.accounts.actor import actor
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing
from supportdesk.web import form_refusals

from .. import policy
from ..actions.sources import add_source, change_source, end_source, exchange_secret
from ..actions.wordings import keep_wording, retire_wording
from ..models import AlertSource, UpdateTemplate
from . import outward_forms as forms
from .seats import for_anyone

SOURCES, WORDINGS = "administration-alert-sources", "administration-update-wordings"
SHOWN = 20


@office_only
@for_anyone
def sources(request):
    """The secret is shown in the answer to the form, this once."""
    form = forms.SourceForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            given = form.cleaned_data
            made, secret = add_source(given["name"], by=actor(request), component=given["component"])
            messages.success(request, f"{made} may send alerts.")
            return all_sources(request, forms.SourceForm(), secret)
    return all_sources(request, form)


def all_sources(request, form, secret=""):
    may = policy.can(actor(request), "keep_sources", None)
    card = Card("New source", form if may else None, reverse(SOURCES), "Add the source")
    rows = AlertSource.objects.visible_to(request.user).select_related("component")
    intro = "Systems that send alerts, signed with a secret of their own. The API's description says how."
    columns = ("Source", "Component", "Secret since", "Last alert", "State")
    return listed(
        request, rows, source_row, title="Alert sources", columns=columns, cards=[card], secret=secret, intro=intro
    )


def source_row(one):
    last = times.shortinstant(one.last_at) if one.last_at else "Never"
    cells = (one.component, times.instant(one.secret_since), last, "Ended" if one.ended_at else "Answers")
    return Row(one.name, reverse("administration-alert-source", args=[one.pk]), cells, over=bool(one.ended_at))


def found_source(request, pk):
    return get_object_or_404(AlertSource.objects.visible_to(request.user).select_related("component"), pk=pk)


@office_only
@for_anyone
def source(request, pk):
    one = found_source(request, pk)
    initial = {"name": one.name, "component": one.component_id, "seen": one.version}
    form = forms.ChangeSourceForm(request.POST or None, initial=initial)
    act, page = partial(change_source, one, by=actor(request)), partial(one_source, request, one)
    return carried_out(request, form, act, done="Saved.", to=here, page=page)


def one_source(request, one, form=None, secret=""):
    may = not one.ended_at and policy.can(actor(request), "keep_sources", one)
    nothing = forms.Nothing() if may else None
    initial = {"name": one.name, "component": one.component_id, "seen": one.version}
    fresh = form or forms.ChangeSourceForm(initial=initial)
    day = "The present one is good for another day."
    cards = [
        Card("About the source", fresh if may else None, here(one), "Save"),
        Card("New secret", nothing, here(one, "-secret"), "Make a new secret", day, ""),
        Card("End", nothing, here(one, "-end"), "End the source", "It may send nothing from that moment.", ""),
    ]
    facts = [("Address", f"/api/v1/alerts/{one.key}")]
    facts.append(("For Alertmanager", f"/api/v1/alerts/{one.key}/alertmanager, the secret as its credentials"))
    facts += [("Secret since", times.instant(one.secret_since))]
    if one.former_until:
        facts.append(("The one before until", times.instant(one.former_until)))
    latest = one.alerts.select_related("incident")[:SHOWN]
    facts += [(times.shortinstant(each.last_at), f"{each.title} ({each.status}, {each.times})") for each in latest]
    back = ("Alert sources", reverse(SOURCES))
    return thing(request, title=one.name, back=back, facts=facts, cards=cards, secret=secret)


def here(one, act=""):
    return reverse(f"administration-alert-source{act}", args=[one.pk])


@office_only
@require_POST
def source_secret(request, pk):
    one, secret = exchange_secret(found_source(request, pk), by=actor(request))
    messages.success(request, "Copy the new secret now.")
    return one_source(request, one, secret=secret)


@office_only
@require_POST
def source_end(request, pk):
    end_source(found_source(request, pk), by=actor(request))
    messages.success(request, "It may send nothing any more.")
    return redirect(SOURCES)


@office_only
@for_anyone
def wordings(request):
    form = forms.WordingForm(request.POST or None)
    act, page = partial(keep_wording, None, by=actor(request)), partial(all_wordings, request)
    return carried_out(request, form, act, done="It may go out as it is.", to=lambda made: reverse(WORDINGS), page=page)


def all_wordings(request, form):
    may = policy.can(actor(request), "keep_wording", None)
    card = Card("New wording", form if may else None, reverse(WORDINGS), "Approve the wording")
    rows = UpdateTemplate.objects.visible_to(request.user).offered()
    intro = "What anybody here may send to an incident's requesters, word for word. All else is approved first."
    columns = ("Wording", "Headline", "Version")
    return listed(request, rows, wording_row, title="Update wording", columns=columns, cards=[card], intro=intro)


def wording_row(one):
    return Row(one.name, reverse("administration-update-wording", args=[one.pk]), (one.headline, one.version))


@office_only
@for_anyone
def wording(request, pk):
    one = get_object_or_404(UpdateTemplate.objects.visible_to(request.user), pk=pk)
    initial = {name: getattr(one, name) for name in ("name", "headline", "body")}
    form = forms.WordingForm(request.POST or None, initial=initial)
    act, page = partial(keep_wording, one, by=actor(request)), partial(one_wording, request, one)
    return carried_out(request, form, act, done="The next version is in force.", to=whole, page=page)


def one_wording(request, one, form):
    may = not one.retired_at and policy.can(actor(request), "keep_wording", one)
    retire = reverse("administration-update-wording-end", args=[one.pk])
    cards = [
        Card("The next version", form if may else None, request.path, "Approve the next version"),
        Card("Retire", forms.Nothing() if may else None, retire, "Offer it no more", "What was sent stays.", ""),
    ]
    facts = [("Version", one.version), ("Headline", one.headline), ("Text", one.body)]
    facts += [("Approved by", one.made_by), ("Since", times.instant(one.made_at))]
    if one.retired_at:
        facts.append(("Until", times.instant(one.retired_at)))
    return thing(request, title=str(one), back=("Update wording", reverse(WORDINGS)), facts=facts, cards=cards)


def whole(one):
    return reverse("administration-update-wording", args=[one.pk])


@office_only
@require_POST
def wording_end(request, pk):
    retire_wording(get_object_or_404(UpdateTemplate.objects.visible_to(request.user), pk=pk), by=actor(request))
    messages.success(request, "It is offered no more.")
    return redirect(WORDINGS)
