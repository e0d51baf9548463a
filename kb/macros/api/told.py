"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.accounts.languages import LANGUAGES
from supportdesk.api.told import Card

from ..models import Audience, MacroKind


class MacroContent(serializers.Serializer):
    name = serializers.CharField()
    purpose = serializers.CharField()
    audience = serializers.ChoiceField(Audience.choices)
    kind = serializers.ChoiceField(MacroKind.choices)
    language = serializers.ChoiceField(LANGUAGES)
    category = serializers.IntegerField(allow_null=True)
    team = serializers.IntegerField(allow_null=True)
    body = serializers.CharField()
    commitments = serializers.CharField(allow_blank=True)
    fields = serializers.DictField()


class MacroVersion(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    content = MacroContent()
    reason = serializers.CharField()
    proposed_by = Card()
    published_by = Card()
    approved_by = Card(allow_null=True)
    published_at = serializers.DateTimeField()


class Macro(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    owner = Card()
    version = serializers.IntegerField()
    content = MacroContent()
    merge_fields = serializers.ListField(child=serializers.CharField())
    retired_at = serializers.DateTimeField(allow_null=True)


class MacroChange(serializers.Serializer):
    field = serializers.CharField()
    was = serializers.JSONField(allow_null=True)
    now = serializers.JSONField(allow_null=True)


class MacroProposal(serializers.Serializer):
    id = serializers.IntegerField()
    macro = serializers.IntegerField(allow_null=True)
    base = serializers.IntegerField(help_text="The version it goes on from; 0: something new.")
    version = serializers.IntegerField(help_text="Counts its changes; an approval is bound to it.")
    state = serializers.CharField()
    content = MacroContent()
    changes = MacroChange(many=True)
    reason = serializers.CharField()
    made_by = Card()
    made_at = serializers.DateTimeField()
    became = serializers.IntegerField(allow_null=True, help_text="The number of the version that it became.")
