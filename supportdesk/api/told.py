"""What every app answers with, declared for the schema: problems, somebody by name, and the form of a page.

Answers are built as plain values.
"""

from functools import cache

from rest_framework import serializers


class Fault(serializers.Serializer):
    """Where it is: in the body (`pointer`), in the query (`parameter`) or in a `header`."""

    pointer = serializers.CharField(required=False, allow_blank=True)
    parameter = serializers.CharField(required=False)
    header = serializers.CharField(required=False)
    code = serializers.CharField()
    detail = serializers.CharField()


class Ask(serializers.Serializer):
    """Whom to ask; where it can be asked for, `body` is what to send to `href`, with a `reason`."""

    action = serializers.CharField()
    role = serializers.CharField()
    href = serializers.CharField(required=False)
    body = serializers.DictField(required=False)


class FieldChange(serializers.Serializer):
    field = serializers.CharField()
    was = serializers.JSONField(allow_null=True)
    now = serializers.JSONField(allow_null=True)
    by = serializers.CharField()
    at = serializers.CharField()


class Happening(serializers.Serializer):
    event = serializers.IntegerField()
    kind = serializers.CharField()
    by = serializers.CharField()
    at = serializers.CharField()


class Problem(serializers.Serializer):
    """RFC 9457. Some refusals carry more: whom to ask, what is permitted, what changed, what is new."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    code = serializers.CharField()
    errors = Fault(many=True)
    request_id = serializers.CharField()
    action = serializers.CharField(required=False)
    ask = Ask(required=False)
    approval = serializers.IntegerField(required=False, allow_null=True, help_text="The request that waits already.")
    permitted = serializers.ListField(child=serializers.CharField(), required=False)
    seen = serializers.IntegerField(required=False)
    current = serializers.IntegerField(required=False)
    changes = FieldChange(many=True, required=False)
    new = Happening(many=True, required=False)


class Card(serializers.Serializer):
    """A person, a team or an organisation: enough to name it."""

    id = serializers.IntegerField()
    name = serializers.CharField()


@cache
def page_of(told, *, cursors=True):
    """The form of a list of these."""
    fields = {"results": told(many=True)}
    if cursors:
        fields |= {
            "next": serializers.CharField(allow_null=True, help_text="The address of the next page."),
            "previous": serializers.CharField(allow_null=True, help_text="The address of the page before."),
        }
    return type(f"{told.__name__}{'Page' if cursors else 'List'}", (serializers.Serializer,), fields)
