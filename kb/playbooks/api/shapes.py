"""What may be sent: types and lengths. What makes sense is the actions' to say."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Shape, Text

from .. import content, tree
from ..models import PlaybookKind

WAY = {"oneOf": [{"type": "integer", "minimum": 1, "maximum": 1000}, {"type": "string", "enum": list(tree.EXITS)}]}


def number(**options):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **options)


def long_text(**options):
    return Text(max_length=content.LONGEST, trim_whitespace=False, **options)


@extend_schema_field(WAY)
class Way(serializers.Field):
    """The number of a step, or one of the exits."""

    default_error_messages = {"form": "Give the number of a step, or “solved” or “escalate”."}

    def to_internal_value(self, data):
        if data in tree.EXITS or (type(data) is int and 0 < data <= 1000):
            return data
        return self.fail("form")

    def to_representation(self, value):
        return value


class PlaybookAnswerIn(Shape):
    label = Text(max_length=200)
    to = Way()


class PlaybookStepIn(Shape):
    title = Text(max_length=200)
    body = long_text(required=False, allow_blank=True)
    expected = long_text(required=False, allow_blank=True)
    answers = serializers.ListField(child=PlaybookAnswerIn(), max_length=content.MOST_ANSWERS, required=False)


class PlaybookContentIn(Shape):
    name = Text(max_length=100)
    kind = serializers.ChoiceField(PlaybookKind.choices)
    trigger = Text(max_length=300)
    response = serializers.BooleanField(required=False, help_text="A pattern of how incidents are answered.")
    category = number(required=False, allow_null=True)
    component = number(required=False, allow_null=True)
    team = number(required=False, allow_null=True, help_text="Only for this team; null: for everybody.")
    prechecks = long_text(required=False, allow_blank=True)
    expected = long_text()
    rollback = long_text()
    verification = long_text(required=False, allow_blank=True)
    escalate_when = long_text()
    period_days = serializers.IntegerField(min_value=1, max_value=content.LONGEST_PERIOD, required=False)
    steps = serializers.ListField(child=PlaybookStepIn(), max_length=content.MOST_STEPS)


class PlaybookProposalIn(Shape):
    """`playbook` names what it is the next version of; without it, it is something new."""

    playbook = number(required=False)
    content = PlaybookContentIn()
    reason = Text(max_length=500)


class PlaybookProposalChange(Shape):
    content = PlaybookContentIn()
    reason = Text(max_length=500)


class PlaybookTestIn(Shape):
    held = serializers.BooleanField()
    words = Text(max_length=2000, required=False, allow_blank=True)


class PlaybookRetireIn(Shape):
    reason = Text(max_length=500)
