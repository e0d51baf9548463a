"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import Shape, Text

from ..actions.answer import LONGEST


class ScoreIn(Shape):
    score = serializers.IntegerField(min_value=1, max_value=5, help_text="Of the steps of the scale.")
    comment = Text(max_length=LONGEST, required=False, allow_blank=True)
