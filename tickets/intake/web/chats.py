"""Under /administration/: the chats whose conversations become tickets (T-02, INT-04)."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk.accounts.actor import actor
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing
from supportdesk.web import form_refusals

from .. import mail_policy as policy
from ..actions.chats import add_chat, change_chat, end_chat, exchange_chat_secret
from ..models import ChatSource
from .mail_forms import NothingForm, QueuedForm

ALL = "administration-chats"
INTRO = "Chats that send what people say, signed with a secret of their own. One conversation is one ticket."
for_anyone = require_http_methods(["GET", "HEAD", "POST"])


@office_only
@for_anyone
def chats(request):
    """The secret is shown in the answer to the form, this once."""
    form = QueuedForm(request.POST or None, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            made, secret = add_chat(by=actor(request), **form.cleaned_data)
            messages.success(request, f"Conversations of {made} become tickets.")
            return all_chats(request, QueuedForm(viewer=request.user), secret)
    return all_chats(request, form)


def all_chats(request, form, secret=""):
    may = policy.can(actor(request), "keep_chat", None)
    card = Card("New chat", form if may else None, reverse(ALL), "Add the chat")
    rows = ChatSource.objects.visible_to(request.user).select_related("queue", "type")
    columns = ("Chat", "Queue", "Type", "Last message", "State")
    return listed(request, rows, row, title="Chats", columns=columns, cards=[card], secret=secret, intro=INTRO)


def row(one):
    last = f"{one.last_at:%Y-%m-%d %H:%M}" if one.last_at else "Never"
    cells = (one.queue, one.type, last, "Ended" if one.ended_at else "Takes messages")
    return Row(one.name, here(one), cells, over=bool(one.ended_at))


def here(one, act=""):
    return reverse(f"administration-chat{act}", args=[one.pk])


def found(request, pk):
    return get_object_or_404(ChatSource.objects.visible_to(request.user).select_related("queue", "type"), pk=pk)


@office_only
@for_anyone
def chat(request, pk):
    one = found(request, pk)
    form = QueuedForm(request.POST or None, viewer=request.user, thing=one)
    act, page = partial(change_chat, one, by=actor(request)), partial(one_chat, request, one)
    return carried_out(request, form, act, done="Saved.", to=here, page=page)


def one_chat(request, one, form=None, secret=""):
    may = not one.ended_at and policy.can(actor(request), "keep_chat", one)
    nothing = NothingForm() if may else None
    day = "The present one is good for another day."
    fresh = form or QueuedForm(viewer=request.user, thing=one)
    cards = [
        Card("About the chat", fresh if may else None, here(one), "Save"),
        Card("New secret", nothing, here(one, "-secret"), "Make a new secret", day, ""),
        Card("End", nothing, here(one, "-end"), "End the chat", "It may send nothing from that moment.", ""),
    ]
    facts = [("Address", f"/api/v1/chats/{one.key}"), ("Queue", one.queue), ("Type", one.type)]
    facts += [("Conversations", one.conversations.count()), ("Secret since", f"{one.secret_since:%Y-%m-%d %H:%M} UTC")]
    if one.former_until:
        facts.append(("The one before until", f"{one.former_until:%Y-%m-%d %H:%M} UTC"))
    return thing(request, title=one.name, back=("Chats", reverse(ALL)), facts=facts, cards=cards, secret=secret)


@office_only
@require_POST
def chat_secret(request, pk):
    one, secret = exchange_chat_secret(found(request, pk), by=actor(request))
    messages.success(request, "Copy the new secret now.")
    return one_chat(request, one, secret=secret)


@office_only
@require_POST
def chat_end(request, pk):
    end_chat(found(request, pk), by=actor(request))
    messages.success(request, "It may send nothing any more.")
    return redirect(ALL)
