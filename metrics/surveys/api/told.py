"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card


class Survey(serializers.Serializer):
    """A question after a case; without a `score` nobody has answered yet."""

    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    person = Card()
    scale = serializers.IntegerField(help_text="How many steps it has: 2 or 5. Different ones are never mixed.")
    sent_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(help_text="Until then one may answer.")
    score = serializers.IntegerField(allow_null=True)
    comment = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)
