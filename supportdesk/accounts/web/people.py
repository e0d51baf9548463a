"""Who there is: find them, invite somebody."""

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from supportdesk.accounts import letters, policy
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actor import actor
from supportdesk.accounts.models import Person, Role
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing

from . import forms

for_anyone = require_http_methods(["GET", "HEAD", "POST"])
COLUMNS = ("Name", "E-mail address", "Roles", "Organisation", "Account")


def reach(viewer):
    return Person.objects.visible_to(viewer).filter(Q(is_machine=False) | ~Q(roles=[]))


def in_words(roles):
    return ", ".join(Role(role).label for role in roles)


@office_only
@require_safe
def people(request):
    text = request.GET.get("q", "").strip()[:100]
    rows = reach(request.user).select_related("organisation").order_by("name", "pk")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(email__icontains=text))
    may = policy.can(actor(request), "invite", Person(organisation_id=request.user.organisation_id))
    new = ("Invite somebody", reverse("administration-person-new")) if may else None
    return listed(request, rows, row, title="People", columns=COLUMNS, search="Find by name or address", new=new)


def row(person):
    state = "Open" if person.is_active else "Closed"
    cells = (person.email, in_words(person.roles), person.organisation, "Program" if person.is_machine else state)
    return Row(person.name, reverse("administration-person", args=[person.pk]), cells, over=not person.is_active)


@office_only
@for_anyone
def person_new(request):
    form = forms.InviteForm(request.POST or None, viewer=request.user)
    if request.method == "POST":
        return carried_out(
            request,
            form,
            partial(inviting, request),
            done="",
            to=lambda made: reverse("administration-person", args=[made.pk]),
            page=partial(invitation, request),
        )
    return invitation(request, form)


def invitation(request, form):
    hint = "They get a mail with a link to choose a password. It works once and for an hour; send another any time."
    card = Card("Who it is", form, reverse("administration-person-new"), "Invite", hint)
    return thing(request, title="Invite somebody", back=("People", reverse("administration-people")), cards=[card])


def inviting(request, *, organisation, **given):
    made = invite(organisation, by=actor(request), **given)
    write_to(request, made, invited=True)
    return made


def write_to(request, person, *, invited=False):
    """The mail leaves after the account stands, and says when it could not."""
    if person.is_machine:
        messages.success(request, f"{person.name} is here. Issue a token for it.")
    elif letters.send_link(person, invited=invited):
        messages.success(request, f"{person.name} gets a mail with a link to choose a password.")
    else:
        messages.error(request, f"The mail to {person.name} could not be sent. Send the link again later.")
