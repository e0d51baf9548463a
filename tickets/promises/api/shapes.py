"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Shape, Text


class WhatIfIn(Shape):
    draft = serializers.IntegerField(min_value=1, max_value=LARGEST)
    first = serializers.DateField(help_text="The first day of the span.")
    last = serializers.DateField(help_text="The last day of it; of today only what is over is looked at.")
    zone = Text(required=False, help_text="Whose days and hours these are; else the asker's own.")
    also_open = serializers.BooleanField(default=False, help_text="Also the tickets that were open on the first day.")


class Wanted(serializers.Serializer):
    """One figure of an answer, as a query names it."""

    what = serializers.ChoiceField(["gained", "lost"], required=False)
    queue = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST)
    weekday = serializers.IntegerField(required=False, min_value=0, max_value=6)
    hour = serializers.IntegerField(required=False, min_value=0, max_value=23)
