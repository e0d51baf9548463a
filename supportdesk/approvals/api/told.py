"""What is answered, declared for the schema."""

from rest_framework import serializers

from ..models import State


class Somebody(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class Approval(serializers.Serializer):
    id = serializers.IntegerField()
    action = serializers.CharField()
    subject = serializers.CharField()
    subject_id = serializers.IntegerField()
    version = serializers.IntegerField(allow_null=True, help_text="Of the thing, when it was asked for.")
    words = serializers.CharField()
    arguments = serializers.DictField()
    steps = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    roles = serializers.ListField(child=serializers.CharField(), help_text="Who is asked next: one of these.")
    answers = Somebody(allow_null=True, help_text="Who stands for a role of the step in this very thing.")
    state = serializers.ChoiceField(State.choices)
    asked_by = Somebody()
    asked_at = serializers.DateTimeField()
    reason = serializers.CharField()
    granted_by = serializers.ListField(child=serializers.IntegerField())
    decided_by = Somebody(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    comment = serializers.CharField()
    expires_at = serializers.DateTimeField()
    used_at = serializers.DateTimeField(allow_null=True)
