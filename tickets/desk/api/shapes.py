"""What may be sent: types, lengths and choices. What makes sense is the actions' to say."""

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from ..states import (
    Channel,
    IdentifierKind,
)

LONG = 100_000
LARGEST = 2**63 - 1
LEVELS = ((1, "High"), (2, "Medium"), (3, "Low"))
PRIORITIES = ((1, "P1"), (2, "P2"), (3, "P3"), (4, "P4"))


class Shape(serializers.Serializer):
    """An object with these fields and no others."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and not data.keys() <= self.fields.keys():
            known = ", ".join(self.fields)
            unknown = [name for name in data if name not in self.fields]
            raise ValidationError(
                {name: [f"There is no such field here. Known: {known}."] for name in unknown}, "unknown"
            )
        return super().to_internal_value(data)


def read(shape, request):
    """The checked values of the body; 400 with a pointer for each fault otherwise."""
    form = shape(data=request.data)
    form.is_valid(raise_exception=True)
    return form.validated_data


class Named(serializers.Field):
    """Another thing, by its id or by its key."""

    default_error_messages = {"form": "Give an id (a number) or a key (a text)."}

    def to_internal_value(self, data):
        if isinstance(data, str) and 0 < len(data) <= 254:
            return data
        if type(data) is int and 0 < data <= LARGEST:
            return data
        return self.fail("form")

    def to_representation(self, value):
        return value


def long_text(**options):
    return serializers.CharField(max_length=LONG, trim_whitespace=False, **options)


def number(**options):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **options)


class IdentifierIn(Shape):
    kind = serializers.ChoiceField(IdentifierKind.choices)
    value = serializers.CharField(max_length=200)


class OwnTicketIn(Shape):
    """What a requester may say of a ticket in the own name."""

    title = serializers.CharField(max_length=250)
    body = long_text()
    type = Named(help_text="Id or key of a type.")
    category = Named(required=False, allow_null=True, help_text="Id or key.")


class OpenTicketIn(OwnTicketIn):
    queue = Named(required=False, help_text="Id or key. Without it: where the requester's tickets arrive.")
    requester = Named(required=False, help_text="Id or address. Without it: whoever asks.")
    channel = serializers.ChoiceField(Channel.choices, default=Channel.API)
    component = Named(required=False, allow_null=True, help_text="Id or key.")
    impact = serializers.ChoiceField(LEVELS, required=False, allow_null=True)
    urgency = serializers.ChoiceField(LEVELS, required=False, allow_null=True)
    tags = serializers.ListField(child=serializers.CharField(max_length=60), max_length=20, required=False)
    identifiers = IdentifierIn(many=True, max_length=20, required=False)


class ChangeTicketIn(Shape):
    """Fields left out stay as they are."""

    title = serializers.CharField(max_length=250, required=False)
    type = Named(required=False, help_text="Id or key.")
    category = Named(required=False, allow_null=True, help_text="Id or key.")
    component = Named(required=False, allow_null=True, help_text="Id or key.")
    tags = serializers.ListField(child=serializers.CharField(max_length=60), max_length=20, required=False)
