"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from ..models import CitationRole


class Citation(serializers.Serializer):
    """An article that had to do with a ticket; `article` names the one that is read today."""

    id = serializers.IntegerField()
    article = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    role = serializers.ChoiceField(CitationRole.choices)
    number = serializers.IntegerField(help_text="Of the revision that was read.")
    by = Card()
    at = serializers.DateTimeField()


class WrittenUp(serializers.Serializer):
    article = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()


class GapCount(serializers.Serializer):
    name = serializers.CharField()
    count = serializers.IntegerField()


class Gaps(serializers.Serializer):
    categories = GapCount(many=True, help_text="With tickets, without a published article.")
    terms = GapCount(many=True, help_text="Looked for in vain.")
    unaided = serializers.IntegerField(help_text="Tickets that were solved without an article.")
    over = serializers.IntegerField(help_text="All tickets that were solved.")
