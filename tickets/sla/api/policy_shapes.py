"""What may be sent about policies: the shape only."""

from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Shape, Text
from supportdesk.catalogue.channels import Channel

from ..example import YEARS
from ..lengths import Unit
from ..models import Goal
from ..models.policy import Reopen
from .ladder_shapes import LadderStepIn


class TargetIn(Shape):
    goal = serializers.ChoiceField(Goal.choices)
    amount = serializers.IntegerField(min_value=1, max_value=100_000)
    unit = serializers.ChoiceField(
        Unit.choices, help_text="`workdays` are as long as most open days of the calendar, `days` 24 hours of opening."
    )
    calendar = Text(max_length=60, help_text="The key of a calendar.")
    pauses = serializers.BooleanField(default=False)


class FactsIn(Shape):
    """What policies ask for; what is left out or null is not asked."""

    type = Text(max_length=60, allow_null=True, required=False)
    priority = serializers.IntegerField(min_value=1, max_value=4, allow_null=True, required=False)
    tier = Text(max_length=20, allow_null=True, required=False)
    channel = serializers.ChoiceField(Channel.choices, allow_null=True, required=False)
    queue = Text(max_length=60, allow_null=True, required=False)
    organisation = serializers.IntegerField(min_value=1, max_value=LARGEST, allow_null=True, required=False)


class SaidIn(FactsIn):
    """What the next version says. Of a policy that there is already, whatever is left out stays as it is."""

    name = Text(max_length=120, required=False)
    position = serializers.IntegerField(min_value=0, max_value=9999, required=False)
    targets = TargetIn(many=True, required=False)
    steps = LadderStepIn(many=True, required=False, allow_null=True, help_text="The ladder; null: the standard one.")
    reopen = serializers.ChoiceField(
        Reopen.choices, required=False, help_text="What a reopened ticket's resolution does."
    )
    withdrawn = serializers.BooleanField(required=False, help_text="True ends the policy.")


class ProposalIn(SaidIn):
    key = serializers.SlugField(max_length=60, required=False, help_text="Of the policy to change; none: a new one.")
    reason = Text(max_length=500, required=False, allow_blank=True)
    effective_from = serializers.DateTimeField(required=False, allow_null=True, help_text="Null: when it is published.")
    also_open = serializers.BooleanField(required=False, help_text="Judge open tickets by it as well.")


class ProposalChange(SaidIn):
    seen = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False, help_text="The version read.")
    reason = Text(max_length=500, required=False, allow_blank=True)
    effective_from = serializers.DateTimeField(required=False, allow_null=True)
    also_open = serializers.BooleanField(required=False)


class LintIn(SaidIn):
    key = serializers.SlugField(max_length=60, required=False)


def within_reach(instant):
    """Beyond, a due time would lie outside of what a calendar can say."""
    if instant.year not in YEARS:
        raise serializers.ValidationError(f"Choose a year from {YEARS[0]} to {YEARS[-1]}.")


class ExampleIn(FactsIn):
    opened_at = serializers.DateTimeField(validators=[within_reach])
    proposal = serializers.IntegerField(
        min_value=1, max_value=LARGEST, required=False, help_text="As if this were published."
    )
