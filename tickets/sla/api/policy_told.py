"""What is answered about policies, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from ..lengths import Unit
from ..models import Draft, Goal
from ..models.policy import Reopen
from .ladder_shapes import LadderStepTold


class TargetTold(serializers.Serializer):
    goal = serializers.ChoiceField(Goal.choices)
    amount = serializers.IntegerField()
    unit = serializers.ChoiceField(Unit.choices)
    seconds = serializers.IntegerField(help_text="Of its calendar.")
    calendar = serializers.CharField()
    pauses = serializers.BooleanField()
    words = serializers.CharField(help_text="As it was written, and what that means.")


class PolicyConditions(serializers.Serializer):
    type = serializers.CharField(allow_null=True)
    priority = serializers.IntegerField(allow_null=True)
    tier = serializers.CharField(allow_null=True)
    channel = serializers.CharField(allow_null=True)
    queue = serializers.CharField(allow_null=True)
    organisation = serializers.IntegerField(allow_null=True)


class PolicyTold(serializers.Serializer):
    key = serializers.CharField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    position = serializers.IntegerField(help_text="Of two that ask for as much, the lower one applies.")
    conditions = PolicyConditions()
    rule = serializers.CharField(help_text="The conditions in words.")
    targets = TargetTold(many=True)
    reopen = serializers.ChoiceField(Reopen.choices)
    ladder = LadderStepTold(many=True)
    withdrawn = serializers.BooleanField()
    effective_from = serializers.DateTimeField()
    reason = serializers.CharField(allow_blank=True)


class ChangeTold(serializers.Serializer):
    field = serializers.CharField()
    was = serializers.CharField()
    now = serializers.CharField()


class VersionTold(PolicyTold):
    changes = ChangeTold(many=True)


class FindingTold(serializers.Serializer):
    code = serializers.CharField()
    field = serializers.CharField(allow_blank=True)
    words = serializers.CharField()
    grave = serializers.BooleanField(help_text="With it nothing is published.")


class FindingsTold(serializers.Serializer):
    results = FindingTold(many=True)


class ProposalTold(serializers.Serializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    base = serializers.IntegerField(help_text="The version that it replaces; 0: a new policy.")
    version = serializers.IntegerField(help_text="Counts the changes of the proposal; an approval is bound to it.")
    state = serializers.ChoiceField(Draft.State.choices)
    became = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    effective_from = serializers.DateTimeField(allow_null=True)
    also_open = serializers.BooleanField()
    made_by = Card()
    made_at = serializers.DateTimeField()
    policy = PolicyTold(allow_null=True, help_text="What it would become.")
    changes = ChangeTold(many=True)
    findings = FindingTold(many=True)


class DueTold(serializers.Serializer):
    goal = serializers.ChoiceField(Goal.choices)
    due_at = serializers.DateTimeField(allow_null=True, help_text="Null where it does not count from the opening.")
    target = serializers.CharField()


class ExampleTold(serializers.Serializer):
    words = serializers.CharField(help_text="At the times of the reader's zone.")
    policy = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    rule = serializers.CharField(allow_null=True)
    instead_of = serializers.CharField(allow_null=True, help_text="What would apply without it.")
    promises = DueTold(many=True)
