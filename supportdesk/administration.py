"""What the pages under /administration/ share: who finds them, and how a form of theirs is carried out."""

from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from supportdesk.web import absent, form_refusals

OFFICE = frozenset({"OA", "SM", "TL", "AU"})
PAGE = 50


@dataclass(frozen=True)
class Card:
    """One form of a page. `form` is None where the reader may not; then the card is left out."""

    title: str
    form: Any
    action: str
    button: str
    hint: str = ""
    kind: str = "primary"


@dataclass(frozen=True)
class Row:
    """One line of a list: what it is called, where it leads, and a cell for each further column."""

    name: str
    address: str
    cells: tuple = ()
    over: bool = False


def opens_office(person):
    """Whoever administers, manages or leads; an auditor reads. For everybody else these pages do not exist."""
    return person.is_authenticated and person.is_active and not OFFICE.isdisjoint(person.roles)


def office_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not opens_office(request.user):
            absent()
        return view(request, *args, **kwargs)

    return guarded


def carried_out(request, form, act, *, done, to, page):
    """Say the action with the values of a form and go on to `to(made)`; else `page(form)`, with what is wrong."""
    if form.is_valid():
        with form_refusals(form):
            made = act(**form.cleaned_data)
            if said := done(made) if callable(done) else done:
                messages.success(request, said)
            return redirect(to(made))
    return page(form)


def listed(request, rows, shown, *, title, columns, cards=(), **more):
    """A page with a table: `shown` makes a Row of each."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    cards = [card for card in cards if card.form is not None]
    context = {"title": title, "columns": columns, "page": page, "lines": [shown(one) for one in page], "cards": cards}
    return render(request, "administration/list.html", context | more, status=status_of(cards))


def thing(request, *, title, back, cards=(), template="administration/thing.html", refused=False, **more):
    """A page about one thing: what is known of it, and a card for each thing that can be done."""
    cards = [card for card in cards if card.form is not None]
    context = {"title": title, "back": back, "cards": cards, "facts": ()}
    return render(request, template, context | more, status=422 if refused else status_of(cards))


def status_of(cards):
    return 422 if any(card.form.is_bound and card.form.errors for card in cards) else 200
