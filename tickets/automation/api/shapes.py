"""What may be sent: the shape only."""

from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Named, Shape, Text, TimeOfDay
from tickets.desk.models import WipLimit
from tickets.desk.models.limit import COLUMNS

from ..models import Strategy


def number(**options):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **options)


class Conditions(Shape):
    """One of the values of each field must hold. Types, categories, components and regions by their keys,
    languages by their two letters, organisations by their ids as texts."""


for _name in ("type", "category", "component", "tier", "region", "language", "organisation", "channel", "words"):
    Conditions._declared_fields[_name] = serializers.ListField(
        child=Text(max_length=120), required=False, max_length=50
    )


class PreviewIn(Shape):
    queue = Named()
    conditions = Conditions()
    position = serializers.IntegerField(min_value=0, max_value=9999, default=100)
    instead_of = number(required=False, help_text="The number of the rule that it would replace.")


class RuleIn(Shape):
    queue = Named()
    conditions = Conditions()
    position = serializers.IntegerField(min_value=0, max_value=9999, default=100)
    active_from = serializers.DateTimeField(required=False)


class StrategyIn(Shape):
    strategy = serializers.ChoiceField(Strategy.choices)


class SkillIn(Shape):
    name = Text(max_length=60)
    people = serializers.ListField(child=number(), default=list, max_length=500)
    categories = serializers.ListField(child=Named(), default=list, max_length=500)
    components = serializers.ListField(child=Named(), default=list, max_length=500)


class LimitIn(Shape):
    queue = Named(required=False)
    team = number(required=False)
    status = serializers.ChoiceField(["", *COLUMNS], default="", help_text="Empty: for each analyst.")
    most = serializers.IntegerField(min_value=1, max_value=999, allow_null=True, help_text="Null: no limit any more.")
    mode = serializers.ChoiceField(WipLimit.Mode.choices, default="warn")


class AvailabilityIn(Shape):
    away = serializers.BooleanField(default=False)
    starts = TimeOfDay(required=False, allow_null=True, default=None)
    ends = TimeOfDay(required=False, allow_null=True, default=None)
    days = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6), default=list, max_length=7, help_text="0 is Monday."
    )
    share = serializers.IntegerField(min_value=1, max_value=100, default=100)
