"""What may be sent: the shape only. What makes sense is the actions' to say."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

LARGEST = 2**63 - 1


class Shape(serializers.Serializer):
    """An object with these fields and no others."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and not data.keys() <= self.fields.keys():
            known = ", ".join(self.fields) or "none"
            unknown = [name for name in data if name not in self.fields]
            sentence = f"There is no such field here. Known: {known}."
            raise ValidationError({name: [sentence] for name in unknown}, "unknown")
        return super().to_internal_value(data)


class NothingIn(Shape):
    """An empty object: what is asked is said by the address."""


def read(shape, request):
    """The checked values of the body; 400 with a pointer for each fault otherwise."""
    return checked(shape, request.data)


def checked(shape, value):
    form = shape(data=value)
    form.is_valid(raise_exception=True)
    return form.validated_data


class Text(serializers.CharField):
    """A text is a text: a number or a truth is not written out as one."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$"})
class TimeOfDay(serializers.TimeField):
    """On whichever day, where its reader is: OpenAPI's own `time` would name a zone."""


ID_OR_KEY = {
    "oneOf": [
        {"type": "integer", "minimum": 1, "maximum": LARGEST},
        {"type": "string", "minLength": 1, "maxLength": 254},
    ]
}


@extend_schema_field(ID_OR_KEY)
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
