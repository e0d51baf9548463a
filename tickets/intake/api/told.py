"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from .shapes import KINDS, LANDS, PERSONAL


class FormChoice(serializers.Serializer):
    value = serializers.CharField()
    label = serializers.CharField()


class FormQuestion(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    purpose = serializers.CharField()
    help = serializers.CharField(allow_blank=True)
    required = serializers.BooleanField()
    lands = serializers.ChoiceField(LANDS, allow_blank=True)
    personal = serializers.ChoiceField(PERSONAL)
    keep_days = serializers.IntegerField(allow_null=True)
    choices = FormChoice(many=True)
    when = serializers.DictField(
        allow_null=True, help_text="`question` and `is`: asked only after one of these answers to that question."
    )


class IntakeForm(serializers.Serializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    name = serializers.CharField()
    intro = serializers.CharField(allow_blank=True)
    number = serializers.IntegerField(help_text="The version; send it with the answers.")
    type = serializers.CharField(help_text="Key of the type of ticket that comes of it.")
    files = serializers.BooleanField()
    questions = FormQuestion(many=True)
    retired_at = serializers.DateTimeField(allow_null=True)


class FormVersion(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    content = serializers.DictField()
    reason = serializers.CharField()
    proposed_by = Card()
    published_by = Card()
    approved_by = Card(allow_null=True)
    published_at = serializers.DateTimeField()


class FormAnswer(serializers.Serializer):
    question = serializers.CharField()
    label = serializers.CharField()
    purpose = serializers.CharField()
    said = serializers.CharField(allow_blank=True)
    forget_at = serializers.DateTimeField(allow_null=True)
    forgotten_at = serializers.DateTimeField(allow_null=True)


class Filled(serializers.Serializer):
    ticket = serializers.IntegerField()
    reference = serializers.CharField()
    form = serializers.CharField(allow_null=True, help_text="Null: it came by none.")
    number = serializers.IntegerField(allow_null=True)
    answers = FormAnswer(many=True)


class FormChange(serializers.Serializer):
    field = serializers.CharField()
    was = serializers.JSONField(allow_null=True)
    now = serializers.JSONField(allow_null=True)


class FormProposal(serializers.Serializer):
    id = serializers.IntegerField()
    form = serializers.IntegerField(allow_null=True)
    base = serializers.IntegerField(help_text="The version it goes on from; 0: a new form.")
    version = serializers.IntegerField(help_text="Counts its changes; an approval is bound to it.")
    state = serializers.CharField()
    content = serializers.DictField()
    changes = FormChange(many=True)
    reason = serializers.CharField()
    made_by = Card()
    made_at = serializers.DateTimeField()
    became = serializers.IntegerField(allow_null=True, help_text="The number of the version that it became.")
