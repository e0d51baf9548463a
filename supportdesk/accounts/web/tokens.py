"""Keys for clients of the API: one's own for everybody, all within reach for an admin (SEC-20)."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actions.revoke_token import revoke_token
from supportdesk.accounts.models import Token
from supportdesk.administration import Card, Row, listed, thing
from supportdesk.web import form_refusals

from . import forms
from .people import actor

for_anyone = require_http_methods(["GET", "HEAD", "POST"])
TOKENS = "administration-tokens"
COLUMNS = ("Token", "Whose", "For", "Ends", "Last used", "State")


@for_anyone
def tokens(request):
    """What was issued is shown in the answer to the form, this once; a reload asks for the form again."""
    form = forms.TokenForm(request.POST or None, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        with form_refusals(form):
            given = form.cleaned_data
            _, text = issue_token(given.pop("person"), by=actor(request), **given)
            messages.success(request, "The token is issued.")
            return all_tokens(request, forms.TokenForm(viewer=request.user), secret=text)
    return all_tokens(request, form)


def all_tokens(request, form, secret=""):
    may = policy.can(actor(request), "issue_token", request.user)
    card = Card("New token", form if may else None, reverse(TOKENS), "Issue the token")
    rows = Token.objects.visible_to(request.user).select_related("person")
    shown = partial(row, clock.now())
    return listed(request, rows, shown, title="Tokens", columns=COLUMNS, cards=[card], secret=secret)


def row(now, token):
    days = (f"{token.expires_at:%Y-%m-%d}", f"{token.last_used_at:%Y-%m-%d}" if token.last_used_at else "Never")
    said = state(now, token)
    cells = (token.person, ", ".join(token.scopes), *days, said)
    return Row(str(token), reverse("administration-token", args=[token.pk]), cells, over=said != "Works")


def state(now, token):
    if token.revoked_at:
        return "Revoked"
    return "Works" if token.usable_at(now) else "Over"


def found(request, pk):
    return get_object_or_404(Token.objects.visible_to(request.user).select_related("person"), pk=pk)


@require_http_methods(["GET", "HEAD"])
def token(request, pk):
    one = found(request, pk)
    said = state(clock.now(), one)
    may = said == "Works" and policy.can(actor(request), "revoke_token", one)
    facts = [("Whose", one.person), ("For", ", ".join(one.scopes)), ("State", said)]
    facts += [("Issued", f"{one.created_at:%Y-%m-%d}"), ("Ends", f"{one.expires_at:%Y-%m-%d}")]
    action = reverse("administration-token-revoke", args=[one.pk])
    card = Card(
        "Revoke", forms.Nothing() if may else None, action, "Revoke the token", "It ends at once, for good.", ""
    )
    return thing(request, title=str(one), back=("Tokens", reverse(TOKENS)), facts=facts, cards=[card])


@require_POST
def token_revoke(request, pk):
    revoke_token(found(request, pk), by=actor(request))
    messages.success(request, "The token is revoked.")
    return redirect(TOKENS)
