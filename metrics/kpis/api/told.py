"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

DIRECTIONS = ("down", "up", "range")


class KpiDefinition(serializers.Serializer):
    """What a figure says of itself."""

    id = serializers.CharField()
    name = serializers.CharField()
    sentence = serializers.CharField()
    version = serializers.IntegerField()
    clock = serializers.CharField()
    shape = serializers.CharField(help_text="duration (seconds), share and snapshot (per cent), count, mean (points).")
    direction = serializers.CharField(help_text="Which way is better: down, up, or a range to stay in.")
    numerator = serializers.CharField()
    denominator = serializers.CharField()
    exclusions = serializers.ListField(child=serializers.CharField())
    variants = serializers.ListField(child=serializers.CharField())
    targets = serializers.ListField(child=serializers.CharField())
    pairs = serializers.ListField(child=serializers.CharField())


class KpiFigure(serializers.Serializer):
    """`value` in seconds, per cent, points or as a count. With `few` it stands for too little to be judged by."""

    figure = serializers.CharField()
    variant = serializers.CharField(allow_blank=True)
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    key = serializers.CharField(allow_null=True, help_text="The value of the slice, where one was asked for.")
    value = serializers.FloatField(allow_null=True)
    shown = serializers.CharField()
    numerator = serializers.IntegerField()
    denominator = serializers.IntegerField()
    mean = serializers.FloatField(allow_null=True)
    p50 = serializers.FloatField(allow_null=True)
    p90 = serializers.FloatField(allow_null=True)
    few = serializers.BooleanField()
    judged = serializers.CharField(allow_blank=True, help_text="met, missed, or nothing.")
    left_out = serializers.DictField(child=serializers.IntegerField())
    answered = serializers.IntegerField(allow_null=True)
    asked = serializers.IntegerField(allow_null=True)


class KpiReading(serializers.Serializer):
    """A figure, the same of the span before, and its points in time or its slices."""

    figure = KpiFigure()
    before = KpiFigure()
    points = KpiFigure(many=True)


class BoardTile(serializers.Serializer):
    """A figure on a board, with its partner: no speed without its quality."""

    key = serializers.CharField()
    name = serializers.CharField()
    figure = KpiFigure()
    before = KpiFigure()
    partner = KpiFigure(allow_null=True)
    points = KpiFigure(many=True)


class Board(serializers.Serializer):
    board = serializers.CharField()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    person = Card(allow_null=True)
    tiles = BoardTile(many=True)


class KpiCase(serializers.Serializer):
    """One thing that a figure counts, and the event that put it there."""

    id = serializers.IntegerField()
    subject = serializers.CharField()
    subject_id = serializers.IntegerField()
    event = serializers.IntegerField()
    at = serializers.DateTimeField()
    measure = serializers.IntegerField(allow_null=True, help_text="Seconds, or hundredths of points.")
    met = serializers.BooleanField(help_text="Whether it stands in the numerator.")
