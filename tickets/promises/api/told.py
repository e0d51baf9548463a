"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card
from tickets.sla.models import Draft, Goal

from ..models import State


class Tried(serializers.Serializer):
    kind = serializers.ChoiceField(Draft.What.choices)
    key = serializers.CharField()
    name = serializers.CharField()


class Figures(serializers.Serializer):
    recorded = serializers.IntegerField(help_text="Breaches of the span as they happened.")
    instead = serializers.IntegerField(help_text="Breaches of the span with the draft.")
    gained = serializers.IntegerField()
    lost = serializers.IntegerField()
    kept = serializers.IntegerField(help_text="Broken either way.")


class QueueLine(serializers.Serializer):
    queue = Card()
    gained = serializers.IntegerField()
    lost = serializers.IntegerField()


class HourLine(serializers.Serializer):
    weekday = serializers.IntegerField(help_text="Monday is 0.")
    hour = serializers.IntegerField()
    gained = serializers.IntegerField()
    lost = serializers.IntegerField()


class WhatIf(serializers.Serializer):
    id = serializers.IntegerField()
    draft = Tried(help_text="As it stood when this was asked.")
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    zone = serializers.CharField()
    also_open = serializers.BooleanField()
    state = serializers.ChoiceField(State.choices)
    total = serializers.IntegerField(help_text="Tickets of the span.")
    done = serializers.IntegerField(help_text="Tickets looked at so far.")
    clocks = serializers.IntegerField()
    figures = Figures()
    asked_by = Card()
    created_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class OneWhatIf(WhatIf):
    by_queue = QueueLine(many=True)
    by_hour = HourLine(many=True, help_text="Hours of the zone in which something was gained or lost.")


class Breach(serializers.Serializer):
    """Only of tickets that the reader may see; the figures count all."""

    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    goal = serializers.ChoiceField(Goal.choices)
    gained = serializers.BooleanField()
    queue = Card()
    at = serializers.DateTimeField(help_text="When it was broken, or would have been.")
    was_due = serializers.DateTimeField(allow_null=True)
    due = serializers.DateTimeField(allow_null=True, help_text="With the draft.")
