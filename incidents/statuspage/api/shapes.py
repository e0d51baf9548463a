"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import Named, Shape, Text

from ..models import Health, Stage


class PartIn(Shape):
    component = Named()
    name = Text(max_length=100)
    description = Text(max_length=200, required=False, allow_blank=True)
    position = serializers.IntegerField(required=False, min_value=0, max_value=9999)
    shown = serializers.BooleanField(required=False)


class ChangePartIn(Shape):
    name = Text(max_length=100, required=False)
    description = Text(max_length=200, required=False, allow_blank=True)
    position = serializers.IntegerField(required=False, min_value=0, max_value=9999)
    shown = serializers.BooleanField(required=False)


class HealthIn(Shape):
    health = serializers.ChoiceField(Health.choices)


class NoticeIn(Shape):
    title = Text(max_length=150)
    components = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        max_length=100,
        help_text="Ids of parts of the page.",
    )
    began_at = serializers.DateTimeField(required=False)
    incident = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class PartHealthIn(Shape):
    part = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    health = serializers.ChoiceField(Health.choices)


class PostIn(Shape):
    stage = serializers.ChoiceField(Stage.choices)
    body = Text(max_length=5000)
    health = PartHealthIn(many=True, required=False, help_text="How parts of the notice fare from now on.")


class WithdrawIn(Shape):
    reason = Text(max_length=500)
