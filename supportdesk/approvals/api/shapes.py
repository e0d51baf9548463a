"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Shape, Text


class AskIn(Shape):
    action = Text(max_length=40, help_text="As a refusal names it in `ask`.")
    subject = Text(max_length=40, help_text="The kind of thing: `ticket`.")
    subject_id = serializers.IntegerField(min_value=1, max_value=LARGEST)
    arguments = serializers.DictField(required=False, help_text="As in `ask`: what the grant will be bound to.")
    reason = Text(max_length=10_000)


class DecisionIn(Shape):
    answer = serializers.ChoiceField([("grant", "Grant"), ("refuse", "Refuse")])
    comment = Text(max_length=10_000, required=False, allow_blank=True, help_text="A no says why.")
