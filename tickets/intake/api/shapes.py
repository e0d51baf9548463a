"""What may be sent: types and lengths. What makes sense is the actions' to say."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Named, Shape, Text
from supportdesk.catalogue.channels import Channel
from supportdesk.files.limits import NUMBER

from ..forms import content, schema

KINDS, PERSONAL = list(schema.KINDS.items()), list(schema.PERSONAL.items())
LANDS = [(name, label) for name, label in schema.LANDS.items() if name]
ANSWER = {
    "oneOf": [
        {"type": "string"},
        {"type": "integer"},
        {"type": "boolean"},
        {"type": "array", "items": {"type": "string"}},
    ]
}


def a_pk(**options):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **options)


@extend_schema_field({"type": "object", "additionalProperties": ANSWER})
class Answers(serializers.DictField):
    """By the question's key: a text, a list of texts, a whole number, or a truth."""


class FillIn(Shape):
    answers = Answers(help_text="By the keys of the questions.")
    number = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, help_text="The version that was read; another one now: 409."
    )
    attachments = serializers.ListField(
        child=a_pk(), max_length=NUMBER, required=False, help_text="Ids of files from `POST /files`."
    )
    confirmed = serializers.ListField(
        child=Text(max_length=40), max_length=20, required=False, help_text="Codes of `findings` that are warnings."
    )
    requester = Named(required=False, help_text="Id or address. Without it: whoever asks.")
    channel = serializers.ChoiceField(Channel.choices, default=Channel.API)


class FormChoiceIn(Shape):
    value = Text(max_length=100)
    label = Text(max_length=200)


class FormConditionIn(Shape):
    question = Text(max_length=40)
    is_ = serializers.ListField(child=Text(max_length=100), min_length=1, max_length=content.MOST_CHOICES)

    def get_fields(self):
        fields = super().get_fields()
        fields["is"] = fields.pop("is_")
        return fields


class FormQuestionIn(Shape):
    key = Text(max_length=40)
    label = Text(max_length=200)
    kind = serializers.ChoiceField(KINDS)
    purpose = Text(max_length=300, help_text="What the answer is needed for.")
    help = Text(max_length=300, required=False, allow_blank=True)
    required = serializers.BooleanField(required=False)
    lands = serializers.ChoiceField(LANDS, required=False, allow_blank=True, help_text="The field of the ticket.")
    personal = serializers.ChoiceField(PERSONAL, required=False, help_text="What it lays bare about a person.")
    keep_days = serializers.IntegerField(
        min_value=1, max_value=content.MOST_DAYS, required=False, allow_null=True, help_text="Then it is forgotten."
    )
    choices = FormChoiceIn(many=True, required=False)
    when = FormConditionIn(required=False, allow_null=True, help_text="Asked only after these answers.")


class FormContentIn(Shape):
    name = Text(max_length=100)
    intro = Text(max_length=300, required=False, allow_blank=True)
    title = Text(max_length=200, required=False, allow_blank=True, help_text="The subject where no question asks it.")
    type = a_pk()
    queue = a_pk(required=False, allow_null=True, help_text="Null: where tickets of its type belong.")
    organisation = a_pk(required=False, allow_null=True, help_text="Only for its people; null: for everybody.")
    files = serializers.BooleanField(required=False)
    embed_on = serializers.ListField(child=Text(max_length=300), max_length=content.MOST_ORIGINS, required=False)
    questions = serializers.ListField(child=FormQuestionIn(), min_length=1, max_length=content.MOST_QUESTIONS)


class FormProposalIn(Shape):
    """`form` names what it is the next version of; without it, it is a new form."""

    form = a_pk(required=False)
    content = FormContentIn()
    reason = Text(max_length=500)


class FormProposalChange(Shape):
    content = FormContentIn()
    reason = Text(max_length=500)


class FormRetireIn(Shape):
    reason = Text(max_length=500)
