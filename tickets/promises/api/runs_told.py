"""What is answered about publishing, declared for the schema."""

from rest_framework import serializers

from ..models import RunState


class RunTold(serializers.Serializer):
    id = serializers.IntegerField()
    proposal = serializers.IntegerField()
    state = serializers.ChoiceField(RunState.choices)
    starts_at = serializers.DateTimeField()
    total = serializers.IntegerField(help_text="Open tickets that it concerns, once it has begun.")
    done = serializers.IntegerField(help_text="Tickets looked at so far.")
    clocks = serializers.IntegerField(help_text="Promises that moved to another version so far.")
    ended_at = serializers.DateTimeField(allow_null=True)


class PublishedTold(serializers.Serializer):
    key = serializers.CharField()
    version = serializers.IntegerField()
    effective_from = serializers.DateTimeField()
    run = RunTold(allow_null=True, help_text="Over open tickets, where the proposal asked for it.")
