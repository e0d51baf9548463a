"""What may be sent: types and lengths. What makes sense is the actions' to say."""

from rest_framework import serializers

from supportdesk.accounts.languages import LANGUAGES
from supportdesk.api.shapes import LARGEST, Shape, Text

from .. import content, fields
from ..models import Audience, MacroKind


def number(**options):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **options)


class MacroFieldsIn(Shape):
    """What happens to the ticket together with the text."""

    type = number(required=False, allow_null=True)
    category = number(required=False, allow_null=True)
    component = number(required=False, allow_null=True)
    tags = serializers.ListField(child=number(), max_length=20, required=False)
    queue = number(required=False, allow_null=True)
    take = serializers.BooleanField(required=False, help_text="Whoever sends it takes the ticket.")
    move = serializers.ChoiceField(list(fields.MOVES.items()), required=False, allow_null=True)
    waiting_reason = serializers.ChoiceField(list(fields.REASONS.items()), required=False, allow_null=True)
    wait_days = serializers.IntegerField(min_value=1, max_value=fields.MOST_DAYS, required=False, allow_null=True)
    promise_hours = serializers.IntegerField(min_value=1, max_value=fields.MOST_HOURS, required=False, allow_null=True)


class MacroContentIn(Shape):
    name = Text(max_length=100)
    purpose = Text(max_length=200)
    audience = serializers.ChoiceField(Audience.choices)
    kind = serializers.ChoiceField(MacroKind.choices)
    language = serializers.ChoiceField(LANGUAGES, required=False)
    category = number(required=False, allow_null=True)
    team = number(required=False, allow_null=True, help_text="Only for this team; null: for everybody.")
    body = Text(max_length=content.LONGEST, trim_whitespace=False, help_text="With merge fields in double braces.")
    commitments = Text(max_length=500, required=False, allow_blank=True)
    fields = MacroFieldsIn(required=False)


class MacroProposalIn(Shape):
    """`macro` names what it is the next version of; without it, it is something new."""

    macro = number(required=False)
    content = MacroContentIn()
    reason = Text(max_length=500)


class MacroProposalChange(Shape):
    content = MacroContentIn()
    reason = Text(max_length=500)


class MacroRetireIn(Shape):
    reason = Text(max_length=500)
