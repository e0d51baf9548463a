"""Teams: who is in them, whether newcomers' replies are looked at, and the queues they work."""

from functools import partial
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supportdesk.accounts import policy
from supportdesk.accounts.actions.add_team import add_team
from supportdesk.accounts.actions.change_team import change_team
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actions.join_team import join_team
from supportdesk.accounts.actions.leave_team import leave_team
from supportdesk.accounts.actions.review_replies import review_replies
from supportdesk.accounts.models import Membership, Person, Team
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing

from . import forms
from .people import actor, write_to

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


@office_only
@for_anyone
def teams(request):
    form = forms.NewTeamForm(request.POST or None, viewer=request.user)
    if request.method == "POST":
        act = partial(adding, actor(request))
        return carried_out(
            request, form, act, done=said("is there. Invite its people."), to=page_of, page=partial(all_teams, request)
        )
    return all_teams(request, form)


def adding(by, *, organisation, **given):
    return add_team(organisation, by=by, **given)


def said(what):
    return lambda made: f"{made} {what}"


def page_of(team):
    return reverse("administration-team", args=[team.pk])


def all_teams(request, form):
    may = policy.can(actor(request), "add_team", Team(organisation_id=request.user.organisation_id))
    card = Card("New team", form if may else None, reverse("administration-teams"), "Add the team")
    rows = Team.objects.visible_to(request.user).select_related("region", "organisation").prefetch_related("people")
    columns = ("Team", "Tier", "People", "Region", "Organisation")
    return listed(request, rows, row, title="Teams", columns=columns, cards=[card])


def row(team):
    return Row(team.name, page_of(team), (team.level, len(team.people.all()), team.region, team.organisation))


def found(request, pk):
    return get_object_or_404(Team.objects.visible_to(request.user).select_related("region"), pk=pk)


@office_only
@require_safe
def team(request, pk):
    return page(request, found(request, pk))


def page(request, one, name="", form=None):
    by = actor(request)
    fresh = {each: form if each == name else blank(each, request.user, one) for each in CARDS}
    may = rights(by, one)
    cards = [
        Card(title, fresh[each] if may[each] else None, reverse(f"administration-team-{each}", args=[one.pk]), *rest)
        for each, (title, *rest) in CARDS.items()
    ]
    memberships = one.memberships.select_related("person").order_by("-lead", "person__name")
    return thing(
        request,
        title=one.name,
        back=("Teams", reverse("administration-teams")),
        cards=cards,
        template="administration/team.html",
        one=one,
        memberships=[(each, policy.can(by, "leave_team", each)) for each in memberships],
        may_review=policy.can(by, "review_replies", one),
        facts=[("Tier", one.level), ("Region", one.region), ("Organisation", one.organisation)],
    )


CARDS = {
    "invite": ("Invite into this team", "Invite", "A mail with a link to choose a password goes to the address."),
    "join": (
        "Put somebody in",
        "Put into the team",
        "Somebody who is there already. Saying it again changes who leads.",
    ),
    "change": ("About the team", "Save"),
}


def rights(by, one):
    newcomer = Person(organisation_id=one.organisation_id)
    return {
        "invite": policy.can(by, "invite", newcomer)
        and policy.can(by, "join_team", Membership(team=one, person=newcomer)),
        "join": policy.can(by, "join_team", Membership(team=one, person=newcomer)),
        "change": policy.can(by, "change_team", one),
    }


def blank(name, viewer, one, data=None):
    options: dict[str, Any] = {"auto_id": f"{name}-%s"}
    if name == "invite":
        return forms.InviteToTeamForm(data, **options)
    if name == "join":
        return forms.ColleagueForm(data, viewer=viewer, **options)
    return forms.ChangeTeamForm(
        data, initial={"name": one.name, "level": one.level, "region": one.region_id, "seen": one.version}, **options
    )


@transaction.atomic
def inviting(one, by, *, role, **given):
    """Two actions, both or neither: the account, and its place in the team."""
    made = invite(one.organisation, by=by, roles=[role], zone=by.person.zone, **given)
    join_team(one, by=by, person=made)
    return made


@office_only
@require_POST
def team_act(request, pk, name):
    one, by = found(request, pk), actor(request)
    act = {
        "invite": partial(inviting, one, by),
        "join": partial(join_team, one, by=by),
        "change": partial(change_team, one, by=by),
    }[name]

    def done(made):
        if name == "invite":
            write_to(request, made, invited=True)
        return "Saved." if name == "change" else "In the team."

    form = blank(name, request.user, one, request.POST)
    return carried_out(
        request, form, act, done=done, to=lambda made: page_of(one), page=partial(page, request, one, name)
    )


@office_only
@require_POST
def team_leave(request, pk):
    one = found(request, pk)
    leaving = get_object_or_404(
        Person.objects.visible_to(request.user), memberships__team=one, pk=request.POST.get("person") or 0
    )
    leave_team(one, by=actor(request), person=leaving)
    return redirect(page_of(one))


@office_only
@require_POST
def team_reviews(request, pk):
    one = found(request, pk)
    review_replies(one, by=actor(request), on=request.POST.get("on") == "1")
    return redirect(page_of(one))
