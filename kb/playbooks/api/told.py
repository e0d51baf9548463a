"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from ..models import PlaybookKind
from .shapes import Way


class PlaybookAnswer(serializers.Serializer):
    label = serializers.CharField()
    to = Way()


class PlaybookStep(serializers.Serializer):
    title = serializers.CharField()
    body = serializers.CharField(allow_blank=True)
    expected = serializers.CharField(allow_blank=True)
    answers = PlaybookAnswer(many=True)


class PlaybookContent(serializers.Serializer):
    name = serializers.CharField()
    kind = serializers.ChoiceField(PlaybookKind.choices)
    trigger = serializers.CharField()
    response = serializers.BooleanField()
    category = serializers.IntegerField(allow_null=True)
    component = serializers.IntegerField(allow_null=True)
    team = serializers.IntegerField(allow_null=True)
    prechecks = serializers.CharField(allow_blank=True)
    expected = serializers.CharField()
    rollback = serializers.CharField()
    verification = serializers.CharField(allow_blank=True)
    escalate_when = serializers.CharField()
    period_days = serializers.IntegerField()
    steps = PlaybookStep(many=True)


class PlaybookVersion(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    content = PlaybookContent()
    reason = serializers.CharField()
    proposed_by = Card()
    published_by = Card()
    approved_by = Card(allow_null=True)
    published_at = serializers.DateTimeField()


class PlaybookTest(serializers.Serializer):
    version = serializers.IntegerField()
    held = serializers.BooleanField()
    words = serializers.CharField(allow_blank=True)
    by = Card()
    at = serializers.DateTimeField()


class Playbook(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    owner = Card()
    version = serializers.IntegerField()
    content = PlaybookContent()
    tested_at = serializers.DateTimeField(allow_null=True)
    untested = serializers.BooleanField(help_text="Its last test lies beyond its period, or there was none.")
    retired_at = serializers.DateTimeField(allow_null=True)


class PlaybookChange(serializers.Serializer):
    field = serializers.CharField()
    was = serializers.JSONField(allow_null=True)
    now = serializers.JSONField(allow_null=True)


class PlaybookProposal(serializers.Serializer):
    id = serializers.IntegerField()
    playbook = serializers.IntegerField(allow_null=True)
    base = serializers.IntegerField(help_text="The version it goes on from; 0: something new.")
    version = serializers.IntegerField(help_text="Counts its changes; an approval is bound to it.")
    state = serializers.CharField()
    content = PlaybookContent()
    changes = PlaybookChange(many=True)
    reason = serializers.CharField()
    made_by = Card()
    made_at = serializers.DateTimeField()
    became = serializers.IntegerField(allow_null=True, help_text="The number of the version that it became.")
