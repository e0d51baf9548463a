"""Alerts from outside, and who may send them (INC-22)."""

from django.shortcuts import get_object_or_404
from drf_spectacular.plumbing import ResolvedComponent

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from supportdesk.api import body, lookups, throttle
from supportdesk.api.errors import Problem
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import Schema
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer
from supportdesk.catalogue.models import Component
from supportdesk.outbound.hooks import signed
from supportdesk.outbound.models.source import secrets_of
from supportdesk.outbound.signing import SignedBody, signer

from ..actions.sources import add_source, change_source, end_source, exchange_secret
from ..actions.take_alert import take_alert, take_alerts
from ..alerts import alertmanager, reading
from ..models import AlertSource
from . import outward_shapes as shapes
from . import outward_told as told

READ, ADMIN = "tickets:read", "admin"
TOO_LARGE = f"An alert has at most {reading.LARGEST:,} bytes."


class Signed(SignedBody):
    def get_request_serializer(self):
        return shapes.AlertIn


class Bearer(Schema):
    def get_request_serializer(self):
        return shapes.AlertmanagerIn

    def get_auth(self):
        scheme = {"type": "http", "scheme": "bearer"}
        named = ResolvedComponent("sourceSecret", ResolvedComponent.SECURITY_SCHEMA, scheme)
        self.registry.register_on_missing(named)
        return [{"sourceSecret": []}]


class Alerts(ApiView):
    """What monitoring sends. No token: each message is signed with the secret of its source, after Standard Webhooks:
    `Webhook-Id`, `Webhook-Timestamp` (seconds since 1970) and `Webhook-Signature`, which is `v1,` and the base64 of
    HMAC-SHA256 over `<id>.<timestamp>.<body>`; the key is what stands in base64 behind `whsec_`. A timestamp more than
    five minutes away is refused; the same id again is answered again and counts once. The same `fingerprint` is the
    same alert for as long as it fires."""

    authentication_classes = []
    permission_classes = []
    scopes = {"POST": None}
    schema = Signed()
    tells = {"POST": (202, told.AlertTaken)}
    idempotent = False

    def post(self, request, key):
        sent = request.body
        if len(sent) > reading.LARGEST:
            raise Problem(413, "too_large", TOO_LARGE)
        now = clock.now()
        source = AlertSource.objects.answering().filter(key=key).first()
        message_id = signer(source, request, sent, now)
        rate = throttle.count(f"alert-source-{source.pk}")
        throttle.require(rate)
        said = reading.read(body.read(sent), now)
        taken = take_alert(source, by=system("rule"), said=said, message_id=message_id)
        return answer(told_of(taken), 202)


def told_of(taken):
    alert = taken.alert
    shown = {"alert": alert and alert.pk, "how": taken.how, "times": alert.times if alert else 0}
    return shown | {"incident": alert.incident_id if alert else None}


class AlertmanagerAlerts(ApiView):
    """What Prometheus' Alertmanager sends by its `webhook_configs`. It cannot sign: give it the secret of the source as
    `http_config: {authorization: {credentials: …}}`. Each alert is taken as one of `/alerts/{key}`: title from the
    annotation `summary` or the label `alertname`, text from `description`, component from the label `component`,
    `service`, `app` or `job`, severity from the label `severity`. What it repeats counts once."""

    authentication_classes = []
    permission_classes = []
    scopes = {"POST": None}
    schema = Bearer()
    tells = {"POST": (202, told.AlertsTaken)}
    idempotent = False

    def post(self, request, key):
        sent = request.body
        if len(sent) > alertmanager.LARGEST:
            raise Problem(413, "too_large", f"A message has at most {alertmanager.LARGEST:,} bytes.")
        now = clock.now()
        source = AlertSource.objects.answering().filter(key=key).first()
        try:
            signed.require_bearer(secrets_of(source, now), request.headers)
        except signed.Unsigned as why:
            raise Problem(401, "not_signed", str(why)) from why
        throttle.require(throttle.count(f"alert-source-{source.pk}"))
        said = alertmanager.alerts(body.read(sent), now)
        return answer({"taken": [told_of(one) for one in take_alerts(source, by=system("rule"), said=said)]}, 202)


class SourceRows(Rows):
    def rows(self):
        return AlertSource.objects.visible_to(self.viewer)

    def shown(self, one, secret=""):
        same = ("key", "name", "secret_since", "former_until", "last_at", "ended_at", "version")
        own = {"id": one.pk, "component": one.component_id} | {name: getattr(one, name) for name in same}
        return own | ({"secret": secret} if secret else {})

    def found(self, pk):
        return get_object_or_404(self.rows(), pk=pk)

    def by(self):
        return Actor(self.viewer, "api")


def component_of(given):
    if given.get("component") is not None:
        given["component"] = lookups.one(Component.objects.offered(), given["component"], "component")
    return given


class AlertSources(SourceRows, RowsView):
    """The `secret` is in the answer to the post, this once."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.SourceIn}
    tells = {"GET": (200, page_of(told.AlertSource)), "POST": (201, told.NewAlertSource)}

    def post(self, request):
        given = component_of(read(shapes.SourceIn, request))
        made, secret = add_source(given["name"], by=self.by(), component=given.get("component"))
        return answer(self.shown(made, secret), 201, Location=f"{request.path}/{made.pk}")


class OneAlertSource(SourceRows, OneRowView):
    scopes = {"GET": READ, "PATCH": ADMIN}
    shapes = {"PATCH": shapes.ChangeSourceIn}
    versioned = ("PATCH",)
    tells = {"GET": (200, told.AlertSource), "PATCH": (200, told.AlertSource)}

    def get(self, request, pk):
        one = self.found(pk)
        return answer(self.shown(one), ETag=f'"{one.version}"')

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        given = component_of(read(shapes.ChangeSourceIn, request))
        same = {"name": one.name, "component": one.component}
        changed = change_source(one, by=self.by(), seen=seen, **same | given)
        return answer(self.shown(changed), ETag=f'"{changed.version}"')


class AlertSourceSecret(SourceRows):
    """A new secret, shown this once; the one before is good for another day."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.NewAlertSource)}
    idempotent = False

    def post(self, request, pk):
        read(NothingIn, request)
        one, secret = exchange_secret(self.found(pk), by=self.by())
        return answer(self.shown(one, secret))


class AlertSourceEnd(SourceRows):
    """It may send nothing any more."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.AlertSource)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.shown(end_source(self.found(pk), by=self.by())))
