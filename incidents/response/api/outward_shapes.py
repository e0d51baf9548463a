"""What may be sent about updates, wordings, alerts and who is affected."""

from rest_framework import serializers

from supportdesk.api.shapes import Named, Shape, Text

from ..alerts.reading import SEVERITIES, STATES
from ..states import Audience, Severity


class AlertIn(Shape):
    """At most 64 kB, nested at most eight deep."""

    title = Text(max_length=250)
    status = serializers.ChoiceField(STATES, required=False, help_text="`firing` where nothing is said.")
    fingerprint = Text(max_length=200, required=False, help_text="Else made of title, component and labels.")
    severity = serializers.ChoiceField(list(SEVERITIES), required=False)
    component = Text(max_length=60, required=False, allow_blank=True, help_text="The key of a component.")
    text = Text(max_length=5000, required=False, allow_blank=True)
    url = Text(max_length=500, required=False, allow_blank=True)
    starts_at = serializers.DateTimeField(required=False)
    labels = serializers.DictField(child=serializers.CharField(max_length=500), required=False)


class AlertmanagerIn(serializers.Serializer):
    """As Alertmanager writes it (version 4); what is not named here is passed over. At most 1 MiB and 500 alerts."""

    alerts = serializers.ListField(child=serializers.DictField(), max_length=500)


class SourceIn(Shape):
    name = Text(max_length=100)
    component = Named(required=False, allow_null=True)


class ChangeSourceIn(Shape):
    name = Text(max_length=100, required=False)
    component = Named(required=False, allow_null=True)


class WordingIn(Shape):
    name = Text(max_length=100)
    headline = Text(max_length=150)
    body = Text(max_length=5000)


class UpdateIn(Shape):
    audience = serializers.ChoiceField(Audience.choices)
    template = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, help_text="Approved wording; alone it goes out as it is."
    )
    headline = Text(max_length=150, required=False, allow_blank=True)
    body = Text(max_length=5000, required=False, allow_blank=True)
    next_at = serializers.DateTimeField(required=False, allow_null=True)
    confirmed = serializers.ListField(child=Text(max_length=40), required=False, max_length=20)


class FlagIn(Shape):
    words = Text(max_length=20_000)
    component = Named(required=False)
    severity = serializers.ChoiceField(Severity.choices, required=False)


class AffectedIn(Shape):
    words = Text(max_length=2000, required=False, allow_blank=True)
