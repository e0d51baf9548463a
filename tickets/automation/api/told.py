"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.shapes import TimeOfDay
from supportdesk.api.told import Card
from tickets.desk.models import WipLimit

from ..models import Strategy
from .shapes import Conditions


class RoutingRule(serializers.Serializer):
    number = serializers.IntegerField()
    version = serializers.IntegerField()
    position = serializers.IntegerField(help_text="The rule with the lowest one decides.")
    conditions = Conditions()
    words = serializers.CharField()
    queue = Card()
    active_from = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    set_by = Card()
    set_at = serializers.DateTimeField()


class TriedTicket(serializers.Serializer):
    ticket = serializers.IntegerField()
    title = serializers.CharField()
    holds = serializers.BooleanField()
    decides = serializers.BooleanField(help_text="No other rule comes before it.")
    moves = serializers.BooleanField()
    why = serializers.CharField()


class Preview(serializers.Serializer):
    looked_at = serializers.IntegerField()
    would_move = serializers.IntegerField()
    results = TriedTicket(many=True)


class QueueStrategy(serializers.Serializer):
    queue = Card()
    strategy = serializers.ChoiceField(Strategy.choices)


class Skill(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    people = Card(many=True)
    categories = serializers.ListField(child=serializers.CharField())
    components = serializers.ListField(child=serializers.CharField())


class WipLimitTold(serializers.Serializer):
    queue = Card(allow_null=True)
    team = Card(allow_null=True)
    status = serializers.CharField(allow_blank=True)
    most = serializers.IntegerField(allow_null=True)
    mode = serializers.ChoiceField(WipLimit.Mode.choices)


class Availability(serializers.Serializer):
    away = serializers.BooleanField()
    starts = TimeOfDay(allow_null=True)
    ends = TimeOfDay(allow_null=True)
    days = serializers.ListField(child=serializers.IntegerField())
    share = serializers.IntegerField()
    zone = serializers.CharField()


class Candidate(serializers.Serializer):
    person = serializers.IntegerField()
    name = serializers.CharField()
    chosen = serializers.BooleanField()
    word = serializers.CharField(help_text="Why, or why not.")


class Decision(serializers.Serializer):
    """Either a rule chose the queue, or the queue's strategy chose the owner."""

    at = serializers.DateTimeField()
    why = serializers.CharField()
    queue = Card()
    rule = serializers.IntegerField(allow_null=True)
    rule_version = serializers.IntegerField(allow_null=True)
    strategy = serializers.CharField(allow_blank=True)
    person = Card(allow_null=True)
    candidates = Candidate(many=True)


class Misroute(serializers.Serializer):
    by = serializers.ChoiceField(["rule", "queue", "category", "component"])
    key = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField(help_text="Tickets, each once.")
    of = serializers.IntegerField(allow_null=True, help_text="How many tickets the rule routed in the period.")
    tickets = serializers.ListField(child=serializers.IntegerField(), help_text="Exactly those that are counted.")
