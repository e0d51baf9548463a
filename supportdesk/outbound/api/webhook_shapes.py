"""What may be sent about webhooks."""

from rest_framework import serializers

from supportdesk.api.shapes import Named, Shape, Text


class WebhookIn(Shape):
    name = Text(max_length=100)
    url = Text(max_length=500, help_text="https, and an address of the world.")
    kinds = serializers.ListField(
        child=Text(max_length=60), max_length=100, help_text="`ticket.replied`, an area such as `ticket.*`, or `*`."
    )
    organisation = Named(required=False, allow_null=True, help_text="Its events alone.")


class ChangeWebhookIn(Shape):
    name = Text(max_length=100, required=False)
    url = Text(max_length=500, required=False)
    kinds = serializers.ListField(child=Text(max_length=60), max_length=100, required=False)


class ReplayIn(Shape):
    since = serializers.DateTimeField(help_text="Whatever was queued for it from then on goes out again.")
