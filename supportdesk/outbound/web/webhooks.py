"""Under /administration/: who is told over HTTP of what happens, how that went, and telling it again (INT-03)."""

import json
from functools import partial, wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supportdesk import times
from supportdesk.accounts.actor import actor
from supportdesk.administration import Card, Row, carried_out, listed, office_only, thing
from supportdesk.web import absent, form_refusals

from .. import policy
from ..actions.webhook_turns import (
    replay_delivery,
    replay_webhook,
    resume_webhook,
    skip_delivery,
    stop_webhook,
    try_webhook,
)
from ..actions.webhooks import add_webhook, change_webhook, end_webhook, exchange_webhook_secret
from ..hooks import body, known
from ..models import Delivery, DeliveryState, Webhook
from ..models.webhook import READERS
from . import webhook_forms as forms

HOOKS = "administration-webhooks"
INTRO = (
    "Other systems that are told what happens, signed with a secret of their own (Standard Webhooks). A message holds "
    "ids and codes; the receiver reads the rest with its own rights."
)
PAGE = 50
for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def readers_only(view):
    """C 72: a lead has other pages here, but not these."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if READERS.isdisjoint(request.user.roles):
            absent()
        return view(request, *args, **kwargs)

    return office_only(guarded)


@readers_only
@for_anyone
def webhooks(request):
    """The secret is shown in the answer to the form, this once."""
    form = forms.NewWebhookForm(request.POST or None, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            given = dict(form.cleaned_data)
            made, secret = add_webhook(given.pop("name"), by=actor(request), **given)
            messages.success(request, f"{made} is told from now on.")
            return all_webhooks(request, forms.NewWebhookForm(viewer=request.user), secret)
    return all_webhooks(request, form)


def all_webhooks(request, form, secret=""):
    may = policy.can(actor(request), "keep_webhooks", None)
    card = Card("New webhook", form if may else None, reverse(HOOKS), "Add the webhook")
    rows = Webhook.objects.visible_to(request.user)
    columns = ("Webhook", "Address", "Events", "Last delivered", "State")
    more = {"intro": INTRO, "secret": secret}
    return listed(request, rows, hook_row, title="Webhooks", columns=columns, cards=[card], **more)


def hook_row(one):
    last = times.shortinstant(one.last_at) if one.last_at else "Never"
    cells = (one.url, ", ".join(one.kinds[:3]) + (" …" if len(one.kinds) > 3 else ""), last, state_of(one))
    return Row(one.name, reverse("administration-webhook", args=[one.pk]), cells, over=bool(one.ended_at))


def state_of(one):
    if one.ended_at:
        return "Ended"
    if one.stopped_at:
        return f"Stopped: {one.get_stopped_why_display().lower()}"
    return f"Rests until {times.instant(one.rests_until)}" if one.rests_until else "Delivers"


def found_hook(request, pk):
    return get_object_or_404(Webhook.objects.visible_to(request.user), pk=pk)


@readers_only
@for_anyone
def webhook(request, pk):
    one = found_hook(request, pk)
    form = forms.ChangeWebhookForm(request.POST or None, initial=initial(one))
    act, page = partial(change_webhook, one, by=actor(request)), partial(one_webhook, request, one)
    return carried_out(request, form, act, done="Saved.", to=here, page=page)


def initial(one):
    return {"name": one.name, "url": one.url, "kinds": one.kinds, "seen": one.version}


def one_webhook(request, one, form=None, secret="", replay=None):
    may = not one.ended_at and policy.can(actor(request), "keep_webhooks", one)
    facts = [("State", state_of(one)), ("Secret since", times.instant(one.secret_since))]
    if one.former_until:
        facts.append(("Signed with the one before too, until", times.instant(one.former_until)))
    deliveries = Paginator(one.deliveries.select_related("event"), PAGE).get_page(request.GET.get("page"))
    return thing(
        request,
        title=one.name,
        back=("Webhooks", reverse(HOOKS)),
        facts=facts,
        cards=cards(one, form or forms.ChangeWebhookForm(initial=initial(one)), replay) if may else [],
        template="outbound/webhook.html",
        secret=secret,
        page=deliveries,
        kinds=known.kinds(),
    )


def cards(one, form, replay):
    def button(title, act, verb, hint="", kind=""):
        return Card(title, forms.Nothing(), here(one, act), verb, hint, kind)

    stopped = button("Go on", "-resume", "Go on", "With the oldest message that it is owed.", "primary")
    running = button("Stop", "-stop", "Stop for now", "What happens meanwhile waits.")
    day = "For another day messages are signed with the present one too."
    return [
        stopped if one.stopped_at else button("Test", "-test", "Send a test", "After whatever still waits for it."),
        Card("About the webhook", form, here(one), "Save"),
        Card("Tell it again", replay or forms.ReplayForm(), here(one, "-replay"), "Send again", "", ""),
        button("New secret", "-secret", "Make a new secret", day),
        *([] if one.stopped_at else [running]),
        button("End", "-end", "End the webhook", "It hears of nothing from that moment."),
    ]


def here(one, act=""):
    return reverse(f"administration-webhook{act}", args=[one.pk])


@readers_only
@require_POST
def webhook_secret(request, pk):
    one, secret = exchange_webhook_secret(found_hook(request, pk), by=actor(request))
    messages.success(request, "Copy the new secret now.")
    return one_webhook(request, one, secret=secret)


def plainly(act, said):
    """A button that says one thing about a webhook."""

    @readers_only
    @require_POST
    def view(request, pk):
        one = found_hook(request, pk)
        act(one, by=actor(request))
        messages.success(request, said)
        return redirect(here(one))

    return view


webhook_test = plainly(try_webhook, "A test is on its way; it shows below.")
webhook_stop = plainly(stop_webhook, "It is told nothing for now.")
webhook_resume = plainly(resume_webhook, "It goes on.")
webhook_end = plainly(end_webhook, "It hears of nothing any more.")


@readers_only
@require_POST
def webhook_replay(request, pk):
    one, form = found_hook(request, pk), forms.ReplayForm(request.POST)
    act, page = partial(replay_webhook, one, by=actor(request)), partial(replay_page, request, one)
    done = lambda count: f"{count} messages go out again." if count else "There was none since then."  # noqa: E731
    return carried_out(request, form, act, done=done, to=lambda count: here(one), page=page)


def replay_page(request, one, form):
    return one_webhook(request, one, replay=form)


def found_delivery(request, pk):
    seen = Delivery.objects.visible_to(request.user).select_related("event", "webhook")
    return get_object_or_404(seen, pk=pk)


@readers_only
@require_safe
def delivery(request, pk):
    one = found_delivery(request, pk)
    said = body.written(one.event, walled=bool(body.walled([one.event])))
    may = not one.webhook.ended_at and policy.can(actor(request), "keep_webhooks", one.webhook)
    waits = one.state == DeliveryState.WAITING
    act, verb = ("skip", "Leave it out") if waits else ("replay", "Send it again")
    hint = "Those behind it go on." if waits else "Under the same id."
    address = reverse(f"administration-webhook-delivery-{act}", args=[one.pk])
    return thing(
        request,
        title=one.message_id,
        back=(one.webhook.name, here(one.webhook)),
        facts=[("Event", one.event.kind), ("State", one.get_state_display()), ("Tries", one.tries)],
        cards=[Card(verb, forms.Nothing(), address, verb, hint, "")] if may else [],
        template="outbound/delivery.html",
        attempts=one.attempts.all(),
        body=json.dumps(json.loads(said), indent=2, ensure_ascii=False),
    )


@readers_only
@require_POST
def delivery_replay(request, pk):
    return told_again(request, replay_delivery(found_delivery(request, pk), by=actor(request)), "It goes out again.")


@readers_only
@require_POST
def delivery_skip(request, pk):
    return told_again(request, skip_delivery(found_delivery(request, pk), by=actor(request)), "It is left out.")


def told_again(request, one, said):
    messages.success(request, said)
    return redirect("administration-webhook-delivery", one.pk)
