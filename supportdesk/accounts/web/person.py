"""Somebody's page: who they are, what they may, where they work, how they sign in; each thing with its form."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from supportdesk.accounts import policy
from supportdesk.accounts.actions.change_person import change_person
from supportdesk.accounts.actions.deactivate import deactivate
from supportdesk.accounts.actions.grant_role import grant_role
from supportdesk.accounts.actions.join_team import join_team
from supportdesk.accounts.actions.leave_team import leave_team
from supportdesk.accounts.actions.reactivate import reactivate
from supportdesk.accounts.actions.reset_access import reset_factors, send_link
from supportdesk.accounts.actions.revoke_role import revoke_role
from supportdesk.accounts.actions.set_stage import set_stage
from supportdesk.accounts.factors import has_factors
from supportdesk.accounts.languages import NAMES
from supportdesk.accounts.mask import covered
from supportdesk.accounts.models import Membership, Role, Team
from supportdesk.administration import Card, carried_out, office_only, thing

from . import forms
from .people import actor, reach, write_to

# What can be done: the heading of its card, its button, a hint, the look of the button; and the right it takes.
CARDS = {
    "change": ("Who it is", "Save", "", "primary"),
    "grant": ("Give a role", "Give the role", "", "primary"),
    "join": ("Put into a team", "Put into the team", "", "primary"),
    "stage": ("Ramp-up", "Set", "", "primary"),
    "link": ("Password", "Send a link", "A mail with a link to choose a new password goes to the person.", ""),
    "factors": ("Second factor", "Reset", "Takes away codes and passkeys; the person sets up new ones.", ""),
    "close": ("Close the account", "Close the account", "Sessions and tokens end at once. The history stays.", ""),
    "reopen": ("Open the account again", "Open the account", "With the roles and teams it had.", "primary"),
}
RIGHTS = {
    "change": "change_person",
    "grant": "grant_role",
    "stage": "set_stage",
    "link": "reset_access",
    "factors": "reset_access",
    "close": "deactivate",
    "reopen": "reactivate",
}
DONE = {
    "change": "Saved.",
    "grant": "The role is given.",
    "revoke": "The role is taken away.",
    "join": "Put into the team.",
    "leave": "Taken out of the team.",
    "stage": "Set.",
    "factors": "The second factor is gone. The next sign-in needs the password only.",
    "close": "The account is closed.",
    "reopen": "The account is open.",
}


@office_only
@require_safe
def person(request, pk):
    return page(request, found(request, pk))


def found(request, pk):
    return get_object_or_404(reach(request.user), pk=pk)


def page(request, one, name="", form=None):
    """The page; with a form that was not in order in place of its own."""
    by = actor(request)
    if form and name not in CARDS:
        messages.error(request, " ".join(said for errors in form.errors.values() for said in errors))
    made = offered(request, one, name, form)
    memberships = Membership.objects.filter(person=one).select_related("team")
    return thing(
        request,
        title=one.name,
        back=("People", reverse("administration-people")),
        cards=[
            Card(title, made[each], address(one, each), *rest) for each, (title, *rest) in CARDS.items() if each in made
        ],
        template="administration/person.html",
        one=one,
        roles=[(Role(role), policy.can(by, "revoke_role", one)) for role in one.roles],
        memberships=[(each, policy.can(by, "leave_team", each)) for each in memberships],
        facts=facts(one),
        refused=form is not None,
    )


def address(one, name):
    return reverse(f"administration-person-{name}", args=[one.pk])


def facts(one):
    account = "Open" if one.is_active else "Closed"
    said = [("E-mail address", one.email), ("Organisation", one.organisation or "The desk's own"), ("Account", account)]
    said += [("Time zone", one.zone), ("Language", NAMES[one.language]), ("Phone", covered(one.phone))]
    if one.level:
        said += [("Level", one.level), ("Ramp-up", one.get_ramp_stage_display())]
    return said if one.is_machine else [*said, ("Second factor", "Set up" if has_factors(one) else "None")]


def offered(request, one, name, form):
    """The forms that make sense now, for whoever may."""
    signs_in = one.is_active and not one.is_machine
    fit = {
        "change": one.is_active,
        "grant": one.is_active,
        "join": one.is_active and one.serves,
        "stage": one.is_active and bool(one.level),
        "link": signs_in,
        "factors": signs_in and has_factors(one),
        "close": one.is_active,
        "reopen": not one.is_active,
    }
    by = actor(request)
    may = {each: policy.can(by, RIGHTS[each], one) if each in RIGHTS else bool(teams_for(by, one)) for each in fit}
    return {each: form if each == name and form else blank(each, by, one) for each in fit if fit[each] and may[each]}


def teams_for(by, one):
    """The teams that this actor may put somebody into."""
    teams = Team.objects.visible_to(by.person).exclude(memberships__person=one)
    return [team for team in teams if policy.can(by, "join_team", Membership(team=team, person=one))]


def blank(name, by, one, data=None):
    options: dict[str, Any] = {"auto_id": f"{name}-%s"}
    if name == "change":
        return forms.PersonForm(data, person=one, **options)
    if name in ("grant", "revoke"):
        return forms.RoleForm(data, but=one.roles if name == "grant" else (), **options)
    if name in ("join", "leave"):
        return forms.MembershipForm(data, viewer=by.person, **options)
    if name == "stage":
        return forms.StageForm(data, initial={"stage": one.ramp_stage}, **options)
    return forms.Nothing(data, **options)


def acts(one, by):
    """What each form is carried out by."""
    return {
        "change": partial(change_person, one, by=by),
        "grant": partial(grant_role, one, by=by),
        "revoke": partial(revoke_role, one, by=by),
        "join": lambda *, team, lead: join_team(team, by=by, person=one, lead=lead),
        "leave": lambda *, team, lead: leave_team(team, by=by, person=one),
        "stage": partial(set_stage, one, by=by),
        "factors": partial(reset_factors, one, by=by),
        "close": partial(deactivate, one, by=by),
        "reopen": partial(reactivate, one, by=by),
    }


@office_only
@require_POST
def person_act(request, pk, name):
    one, by = found(request, pk), actor(request)
    form = blank(name, by, one, request.POST)
    back = reverse("administration-person", args=[one.pk])
    return carried_out(
        request,
        form,
        acts(one, by)[name],
        done=DONE[name],
        to=lambda made: back,
        page=lambda form: page(request, one, name, form),
    )


@office_only
@require_POST
def person_link(request, pk):
    one = send_link(found(request, pk), by=actor(request))
    write_to(request, one)
    return redirect("administration-person", pk=one.pk)
