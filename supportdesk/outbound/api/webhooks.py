"""Who is told over HTTP, how that went, and telling it again (INT-03)."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Organisation
from supportdesk.api import lookups
from supportdesk.api.errors import malformed
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from ..actions.webhook_turns import (
    replay_delivery,
    replay_webhook,
    resume_webhook,
    skip_delivery,
    stop_webhook,
    try_webhook,
)
from ..actions.webhooks import add_webhook, change_webhook, end_webhook, exchange_webhook_secret
from ..models import Delivery, Webhook
from . import webhook_shapes as shapes
from . import webhook_told

ADMIN = "admin"
TOLD = (
    "name", "url", "kinds", "secret_since", "former_until", "rests_until", "last_at", "stopped_at", "stopped_why",
    "ended_at", "version",
)  # fmt: skip


class Kept(Rows):
    def found(self, pk):
        return get_object_or_404(self.rows(), pk=pk)

    def by(self):
        return Actor(self.viewer, "api")


class WebhookRows(Kept):
    def rows(self):
        return Webhook.objects.visible_to(self.viewer)

    def shown(self, one, secret=""):
        own = {"id": one.pk, "organisation": one.organisation_id} | {name: getattr(one, name) for name in TOLD}
        return own | ({"secret": secret} if secret else {})


class Webhooks(WebhookRows, RowsView):
    """Each hears of the kinds of events that it names, in the order in which they happened, after Standard Webhooks:
    `webhook-id` (the same in every try), `webhook-timestamp`, and `webhook-signature`, which is `v1,` and the base64 of
    HMAC-SHA256 over `<id>.<timestamp>.<body>` with the key in the secret. Anything but 2xx within 15 seconds is tried
    again, seven times over 28 hours; those behind it wait. Then, or after a 410, the webhook is stopped. No redirect is
    followed. The `secret` is in the answer to the post, this once."""

    scopes = {"GET": ADMIN, "POST": ADMIN}
    shapes = {"POST": shapes.WebhookIn}
    tells = {"GET": (200, page_of(webhook_told.Webhook)), "POST": (201, webhook_told.NewWebhook)}

    def post(self, request):
        given = read(shapes.WebhookIn, request)
        if given.get("organisation") is not None:
            seen = Organisation.objects.visible_to(self.viewer)
            given["organisation"] = lookups.one(seen, given["organisation"], "organisation", key="name")
        made, secret = add_webhook(given.pop("name"), by=self.by(), **given)
        return answer(self.shown(made, secret), 201, Location=f"{request.path}/{made.pk}")


class OneWebhook(WebhookRows, OneRowView):
    scopes = {"GET": ADMIN, "PATCH": ADMIN}
    shapes = {"PATCH": shapes.ChangeWebhookIn}
    versioned = ("PATCH",)
    tells = {"GET": (200, webhook_told.Webhook), "PATCH": (200, webhook_told.Webhook)}

    def get(self, request, pk):
        return self.versioned_answer(self.found(pk))

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        given = read(shapes.ChangeWebhookIn, request)
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        return self.versioned_answer(change_webhook(one, by=self.by(), seen=seen, **given))

    def versioned_answer(self, one):
        return answer(self.shown(one), ETag=f'"{one.version}"')


class WebhookSecret(WebhookRows):
    """A new secret, shown this once; for another day messages carry a signature of the one before too."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, webhook_told.NewWebhook)}
    idempotent = False

    def post(self, request, pk):
        read(NothingIn, request)
        one, secret = exchange_webhook_secret(self.found(pk), by=self.by())
        return answer(self.shown(one, secret))


class Acted(WebhookRows):
    """Something said about the whole of it."""

    act: Callable
    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, webhook_told.Webhook)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.shown(self.act(self.found(pk), by=self.by())))


class WebhookStop(Acted):
    """Send it nothing for now; what happens meanwhile waits."""

    act = staticmethod(stop_webhook)


class WebhookResume(Acted):
    """Go on with the oldest message that it is owed."""

    act = staticmethod(resume_webhook)


class WebhookEnd(Acted):
    """It hears of nothing any more."""

    act = staticmethod(end_webhook)


def told(one):
    same = ("message_id", "state", "tries", "queued_at", "last_try_at", "delivered_at")
    own = {"id": one.pk, "webhook": one.webhook_id, "kind": one.event.kind}
    return own | {name: getattr(one, name) for name in same}


def whole(one):
    same = ("at", "status", "error", "took_ms")
    return told(one) | {"attempts": [{name: getattr(each, name) for name in same} for each in one.attempts.all()]}


class DeliveryRows(Kept):
    def rows(self):
        return Delivery.objects.visible_to(self.viewer).select_related("event", "webhook")

    def shown(self, one):
        return told(one)


class WebhookTest(WebhookRows):
    """A message that says nothing else, behind whatever it is owed."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (201, webhook_told.WebhookDelivery)}

    def post(self, request, pk):
        read(NothingIn, request)
        made = try_webhook(self.found(pk), by=self.by())
        return answer(told(made), 201)


class WebhookReplay(WebhookRows):
    """Everything since an instant again, in the same order and under the same ids."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": shapes.ReplayIn}
    tells = {"POST": (200, webhook_told.Replayed)}

    def post(self, request, pk):
        one = self.found(pk)
        return answer({"count": replay_webhook(one, by=self.by(), **read(shapes.ReplayIn, request))})


class WebhookDeliveries(DeliveryRows, RowsView):
    """The log: newest first, kept for thirty days."""

    scopes = {"GET": ADMIN}
    default_order = "-id"
    tells = {"GET": (200, page_of(webhook_told.WebhookDelivery))}

    def get(self, request, pk):
        get_object_or_404(Webhook.objects.visible_to(self.viewer), pk=pk)
        return super().get(request)

    def listed(self):
        return self.rows().filter(webhook=self.kwargs["pk"])


class OneWebhookDelivery(DeliveryRows, OneRowView):
    """With every try."""

    scopes = {"GET": ADMIN}
    tells = {"GET": (200, webhook_told.OneWebhookDelivery)}

    def get(self, request, pk):
        return answer(whole(self.found(pk)))


class DeliveryActed(DeliveryRows):
    act: Callable
    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, webhook_told.OneWebhookDelivery)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(whole(self.act(self.found(pk), by=self.by())))


class DeliveryReplay(DeliveryActed):
    """This one again, under the same id."""

    act = staticmethod(replay_delivery)


class DeliverySkip(DeliveryActed):
    """Leave it out, so that those behind it go on."""

    act = staticmethod(skip_delivery)
