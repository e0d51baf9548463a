"""A ladder as the API reads and tells it."""

from rest_framework import serializers

from supportdesk.accounts.models import Organisation
from supportdesk.api.shapes import Shape, Text

from ..ladder import HIGHEST, MOST
from ..ladder_lint import PRIORITIES
from ..models import Goal

TIERS = Organisation.Tier.choices
ACTIONS = (
    "`tell:owner` `tell:lead` `tell:manager` `tell:members` (of the queue's team) `tell:team:<id>` `tell:person:<id>` "
    "`raise` (the priority by one) `assign:lead` `assign:nobody` `transfer:<key of a queue>` `ask_reason` (from 100 %)"
)


def several(child, most, words=""):
    return serializers.ListField(child=child, max_length=most, required=False, help_text=words)


class LadderStepIn(Shape):
    """One level: conditions left empty ask nothing."""

    percent = serializers.IntegerField(min_value=1, max_value=HIGHEST, help_text="Of the target; 100 is the breach.")
    actions = serializers.ListField(child=Text(max_length=120), min_length=1, max_length=MOST, help_text=ACTIONS)
    goals = several(serializers.ChoiceField(Goal.choices), len(Goal))
    priorities = several(serializers.ChoiceField(PRIORITIES), len(PRIORITIES))
    tiers = several(serializers.ChoiceField(TIERS), len(Organisation.Tier))
    queues = several(Text(max_length=60), MOST, "Keys.")
    unowned = serializers.BooleanField(required=False, default=False)
    contractual = serializers.BooleanField(
        required=False, default=False, help_text="Whose contract names penalties, or of the highest tier."
    )


class LadderStepTold(serializers.Serializer):
    percent = serializers.IntegerField()
    words = serializers.CharField(help_text="The whole level as a sentence.")
    actions = serializers.ListField(child=serializers.CharField())
    goals = serializers.ListField(child=serializers.CharField())
    priorities = serializers.ListField(child=serializers.IntegerField())
    tiers = serializers.ListField(child=serializers.CharField())
    queues = serializers.ListField(child=serializers.CharField())
    unowned = serializers.BooleanField()
    contractual = serializers.BooleanField()
