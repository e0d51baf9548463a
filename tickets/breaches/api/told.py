"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card
from tickets.sla.models import Goal

from ..models import Cause


class BreachReason(serializers.Serializer):
    """Why a promise was broken; without a `cause` nobody has answered yet."""

    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    clock = serializers.IntegerField()
    goal = serializers.ChoiceField(Goal.choices)
    owner = Card(allow_null=True)
    asked_at = serializers.DateTimeField()
    cause = serializers.ChoiceField(Cause.choices, allow_null=True)
    words = serializers.CharField(allow_blank=True)
    answered_by = Card(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class CreditReview(serializers.Serializer):
    """A broken promise that may cost money."""

    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    clock = serializers.IntegerField()
    goal = serializers.ChoiceField(Goal.choices)
    organisation = Card()
    account_owner = Card(allow_null=True)
    opened_at = serializers.DateTimeField(help_text="When the promise was broken.")
    overrun = serializers.IntegerField(help_text="Counted seconds beyond the target; they grow until the clock stops.")
    running = serializers.BooleanField()
    credit = serializers.BooleanField(allow_null=True, help_text="Null: not decided.")
    amount = serializers.DecimalField(12, 2, allow_null=True)
    currency = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)
    decided_by = Card(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
