"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import Shape, Text

from ..actions.answer import LONGEST


class ScoreIn(Shape):
    score = serializers.IntegerField(
        min_value=0, max_value=5, help_text="1 to 5; of thumbs 1 for good and 0 for not good."
    )
    comment = Text(max_length=LONGEST, required=False, allow_blank=True)
    confirmed = serializers.ListField(child=Text(max_length=40), required=False, max_length=20)
