"""What is told of webhooks."""

from rest_framework import serializers

from ..models import DeliveryState, StopReason


class Webhook(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    url = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    organisation = serializers.IntegerField(allow_null=True)
    secret_since = serializers.DateTimeField()
    former_until = serializers.DateTimeField(allow_null=True, help_text="Until then two signatures are sent.")
    rests_until = serializers.DateTimeField(allow_null=True)
    last_at = serializers.DateTimeField(allow_null=True)
    stopped_at = serializers.DateTimeField(allow_null=True)
    stopped_why = serializers.ChoiceField(StopReason.choices, allow_blank=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class NewWebhook(Webhook):
    secret = serializers.CharField(help_text="Shown this once.")


class WebhookDelivery(serializers.Serializer):
    id = serializers.IntegerField()
    webhook = serializers.IntegerField()
    message_id = serializers.CharField(help_text="The `webhook-id` of every try and replay.")
    kind = serializers.CharField()
    state = serializers.ChoiceField(DeliveryState.choices)
    tries = serializers.IntegerField()
    queued_at = serializers.DateTimeField()
    last_try_at = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)


class WebhookAttempt(serializers.Serializer):
    at = serializers.DateTimeField()
    status = serializers.IntegerField(allow_null=True)
    error = serializers.CharField(allow_blank=True)
    took_ms = serializers.IntegerField()


class OneWebhookDelivery(WebhookDelivery):
    attempts = WebhookAttempt(many=True)


class Replayed(serializers.Serializer):
    count = serializers.IntegerField()
