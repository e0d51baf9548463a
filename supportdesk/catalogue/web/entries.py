"""Queues, types, categories, components and tags: five lists and five pages of one form."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk.accounts.actor import actor
from supportdesk.accounts.keys import key_for
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing
from supportdesk.catalogue import policy
from supportdesk.catalogue.actions.add import add_category, add_component, add_queue, add_tag, add_type
from supportdesk.catalogue.actions.change import change
from supportdesk.catalogue.actions.retire import retire
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

from . import forms

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Noun:
    """One of the five: how it is called, and what its lists tell besides name and state."""

    one: str
    many: str
    model: Any
    columns: tuple = ()
    intro: str = ""

    @property
    def plural(self):
        return f"administration-{self.many.lower()}"

    @property
    def single(self):
        return f"administration-{self.one}"


NOUNS = (
    Noun("queue", "Queues", Queue, (("Team", "team"), ("Organisation", "organisation"), ("Region", "region"))),
    Noun("type", "Types", TicketType, (("Queue of its own", "queue"),)),
    Noun("category", "Categories", Category, (("Below", "parent"),), "What a ticket is about: a tree of two levels."),
    Noun("component", "Components", Component, (), "Parts of the product or of the estate that can break."),
    Noun("tag", "Tags", Tag, (), "Words for marking tickets. Only these can be given."),
)


def add(noun, by, *, name, **given):
    """Each is added by an action of its own."""
    if noun.model is Queue:
        return add_queue(given.pop("team"), by=by, name=name, **given)
    if noun.model is Category:
        return add_category(given["parent"], by=by, name=name)
    if noun.model is Component:
        return add_component(key_for(Component, name), by=by, name=name)
    return add_type(name, by=by, **given) if noun.model is TicketType else add_tag(name, by=by)


@office_only
@for_anyone
def entries(request, noun):
    form = forms.FORMS[noun.model](request.POST or None, viewer=request.user)
    if request.method == "POST":
        act, page = partial(add, noun, actor(request)), partial(all_entries, request, noun)
        return carried_out(request, form, act, done=added, to=lambda made: reverse(noun.plural), page=page)
    return all_entries(request, noun, form)


def added(made):
    return f"{made} is offered now."


def all_entries(request, noun, form):
    card = Card(
        f"New {noun.one}", form if may_add(request, noun) else None, reverse(noun.plural), f"Add the {noun.one}"
    )
    rows = forms.seen_by(request.user, noun.model).select_related("successor", *(name for _, name in noun.columns))
    rows = rows.order_by("parent__name", "name") if noun.model is Category else rows.order_by("name")
    columns = (noun.one.capitalize(), *(label for label, _ in noun.columns), "State")
    return listed(request, rows, partial(row, noun), title=noun.many, columns=columns, cards=[card], intro=noun.intro)


def may_add(request, noun):
    """A lead opens queues for the own teams only; which team, the action looks at."""
    by = actor(request)
    if noun.model is not Queue:
        return policy.can(by, "change_taxonomy", noun.model())
    teams = [None, *request.user.scope.led]
    return any(
        policy.can(by, "change_queue", Queue(team_id=team, organisation_id=request.user.organisation_id))
        for team in teams
    )


def row(noun, one):
    state = "Offered"
    if one.retired_at:
        state = f"Retired, now {one.successor}" if one.successor else "Retired"
    cells = (*(getattr(one, name) for _, name in noun.columns), state)
    return Row(one.name, reverse(noun.single, args=[one.pk]), cells, over=bool(one.retired_at))


def found(request, noun, pk):
    return get_object_or_404(forms.seen_by(request.user, noun.model), pk=pk)


@office_only
@for_anyone
def entry(request, noun, pk):
    one = found(request, noun, pk)
    form = forms.FORMS[noun.model](request.POST or None, viewer=request.user, one=one)
    if request.method == "POST":
        act, page = partial(change, one, by=actor(request)), partial(one_entry, request, noun, one)
        return carried_out(request, form, act, done="Saved.", to=address(noun), page=page)
    return one_entry(request, noun, one, form)


def address(noun):
    return lambda made: reverse(noun.single, args=[made.pk])


def one_entry(request, noun, one, form=None, retiring=None):
    may = not one.retired_at and policy.can(actor(request), policy.right(one), one)
    fresh = form or forms.FORMS[noun.model](viewer=request.user, one=one)
    retiring = retiring or forms.RetireForm(viewer=request.user, one=one, auto_id="retire-%s")
    hint = "It is offered no more. Tickets that have it keep it."
    cards = [
        Card(f"About the {noun.one}", fresh if may else None, reverse(noun.single, args=[one.pk]), "Save"),
        Card(
            "Retire", retiring if may else None, reverse(f"{noun.single}-retire", args=[one.pk]), "Retire it", hint, ""
        ),
    ]
    facts = [(label, getattr(one, name)) for label, name in noun.columns]
    facts += [("Key", getattr(one, "key", None)), ("Offered since", f"{one.effective_from:%Y-%m-%d}")]
    if one.retired_at:
        facts += [("Retired", f"{one.retired_at:%Y-%m-%d}"), ("In its place", one.successor)]
    return thing(request, title=one.name, back=(noun.many, reverse(noun.plural)), facts=facts, cards=cards)


@office_only
@require_POST
def entry_retire(request, noun, pk):
    one = found(request, noun, pk)
    form = forms.RetireForm(request.POST, viewer=request.user, one=one, auto_id="retire-%s")

    def act(**given):
        retire(one, by=actor(request), **given)
        return one

    page = partial(one_entry, request, noun, one, None)
    return carried_out(request, form, act, done="Retired.", to=address(noun), page=page)
