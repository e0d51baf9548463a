"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from ..models import Health, Stage


class StatusPart(serializers.Serializer):
    """A part of the status page."""

    id = serializers.IntegerField()
    component = serializers.IntegerField()
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    position = serializers.IntegerField()
    shown = serializers.BooleanField()
    health = serializers.ChoiceField(Health.choices)
    since = serializers.DateTimeField()
    version = serializers.IntegerField()


class StatusPost(serializers.Serializer):
    stage = serializers.ChoiceField(Stage.choices)
    body = serializers.CharField()
    at = serializers.DateTimeField()
    by = Card()


class StatusNotice(serializers.Serializer):
    """What customers read about one disturbance. Without a `stage`: a draft."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    incident = serializers.IntegerField(allow_null=True)
    components = serializers.ListField(child=serializers.IntegerField())
    stage = serializers.ChoiceField(Stage.choices, allow_null=True)
    began_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
    posts = StatusPost(many=True)
