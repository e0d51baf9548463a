"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import Shape, Text

from ..models import Cause


class CauseIn(Shape):
    cause = serializers.ChoiceField(Cause.choices)
    words = Text(max_length=2000, required=False, allow_blank=True, help_text="Needed with `other`.")


class CreditIn(Shape):
    credit = serializers.BooleanField()
    amount = serializers.DecimalField(12, 2, required=False, allow_null=True, min_value=0)
    currency = Text(max_length=3, required=False, allow_blank=True, help_text="Three capitals, such as EUR.")
    words = Text(max_length=2000)
