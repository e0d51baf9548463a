"""What is answered, declared for the schema."""

from rest_framework import serializers

from . import shapes


class Count(serializers.Serializer):
    number = serializers.IntegerField(allow_null=True, help_text="Null: the filter names what is no longer there.")
    exact = serializers.BooleanField(help_text="False: an estimate, or 1,001 for more than a thousand.")


class View(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    audience = serializers.ChoiceField([(one, one) for one in shapes.AUDIENCES])
    team = serializers.IntegerField(allow_null=True)
    filter = serializers.CharField(allow_blank=True)
    columns = serializers.ListField(child=serializers.CharField())
    group = serializers.CharField(allow_blank=True)
    order = serializers.CharField(allow_blank=True)
    position = serializers.IntegerField()
    query = serializers.CharField(allow_blank=True, help_text="For the list of the browser.")
    version = serializers.IntegerField()
    count = Count()
