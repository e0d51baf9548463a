"""Organisations and regions: whom the desk serves, and where."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from supportdesk.accounts import policy
from supportdesk.accounts.actions.add_organisation import add_organisation
from supportdesk.accounts.actions.change_organisation import FIELDS, change_organisation
from supportdesk.accounts.actions.regions import add_region, change_region
from supportdesk.accounts.models import Organisation, Region
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing

from . import forms
from .people import actor

for_anyone = require_http_methods(["GET", "HEAD", "POST"])
PLURAL, PLACE = "administration-organisations", "administration-organisation"
REGIONS, REGION = "administration-regions", "administration-region"


@office_only
@for_anyone
def organisations(request):
    form = forms.NewOrganisationForm(request.POST or None)
    if request.method == "POST":
        act = partial(add_named, add_organisation, actor(request))
        done = "The organisation is there."
        return carried_out(request, form, act, done=done, to=to(PLACE), page=partial(all_organisations, request))
    return all_organisations(request, form)


def add_named(add, by, *, name, **given):
    return add(name, by=by, **given)


def to(name):
    return lambda made: reverse(name, args=[made.pk])


def all_organisations(request, form):
    may = policy.can(actor(request), "add_customer", Organisation())
    card = Card("New organisation", form if may else None, reverse(PLURAL), "Add the organisation")
    rows = Organisation.objects.visible_to(request.user).select_related("region", "account_owner")
    columns = ("Organisation", "Tier", "Region", "Time zone", "Account owner")
    return listed(request, rows, organisation_row, title="Organisations", columns=columns, cards=[card])


def organisation_row(one):
    return Row(one.name, to(PLACE)(one), (one.get_tier_display(), one.region, one.zone, one.account_owner))


@office_only
@for_anyone
def organisation(request, pk):
    one = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    known = {name: getattr(one, name) for name in FIELDS} | {"seen": one.version}
    form = forms.OrganisationForm(request.POST or None, viewer=request.user, initial=known)
    if request.method == "POST":
        act = partial(change_organisation, one, by=actor(request))
        return carried_out(
            request, form, act, done="Saved.", to=to(PLACE), page=partial(one_organisation, request, one)
        )
    return one_organisation(request, one, form)


def one_organisation(request, one, form):
    may = policy.can(actor(request), "change_customer", one)
    facts = [("Tier", one.get_tier_display()), ("Region", one.region), ("Time zone", one.zone)]
    facts += [("Entitlement", one.entitlement), ("Account owner", one.account_owner), ("Renews on", one.renews_on)]
    card = Card("About the organisation", form if may else None, to(PLACE)(one), "Save")
    return thing(request, title=one.name, back=("Organisations", reverse(PLURAL)), facts=facts, cards=[card])


@office_only
@for_anyone
def regions(request):
    form = forms.RegionForm(request.POST or None)
    if request.method == "POST":
        act = partial(add_named, add_region, actor(request))
        done = "The region is there."
        return carried_out(request, form, act, done=done, to=to(REGION), page=partial(all_regions, request))
    return all_regions(request, form)


def all_regions(request, form):
    may = policy.can(actor(request), "change_region", Region())
    card = Card("New region", form if may else None, reverse(REGIONS), "Add the region")
    intro = "Where data lives and who may work on it. A person without regions works everywhere."
    rows, columns = Region.objects.all(), ("Region", "Key", "Time zone")
    return listed(request, rows, region_row, title="Regions", columns=columns, cards=[card], intro=intro)


def region_row(one):
    return Row(one.name, to(REGION)(one), (one.key, one.zone))


@office_only
@for_anyone
def region(request, pk):
    one = get_object_or_404(Region, pk=pk)
    form = forms.RegionForm(request.POST or None, initial={"name": one.name, "zone": one.zone})
    if request.method == "POST":
        act = partial(change_region, one, by=actor(request))
        return carried_out(request, form, act, done="Saved.", to=to(REGION), page=partial(one_region, request, one))
    return one_region(request, one, form)


def one_region(request, one, form):
    may = policy.can(actor(request), "change_region", one)
    facts = [("Key", one.key), ("Time zone", one.zone)]
    card = Card("About the region", form if may else None, to(REGION)(one), "Save")
    return thing(request, title=one.name, back=("Regions", reverse(REGIONS)), facts=facts, cards=[card])
