"""What may be said of many tickets: which, what, and its arguments."""

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from supportdesk.api.shapes import LARGEST, Named, Shape, Text

from ..actions.verbs import VERBS
from ..states import CancelReason, CauseClass, LinkKind, ResolutionCode, WaitingReason
from ..workflow import PLAIN
from .shapes import PRIORITIES, long_text

MOST = 10_000
VERB_NAMES = [(name, verb.label) for name, verb in VERBS.items()]
PLAIN_MOVES = [(name, name) for name in PLAIN]


def ids(**options):
    child = serializers.IntegerField(min_value=1, max_value=LARGEST)
    return serializers.ListField(child=child, max_length=MOST, **options)


def names(**options):
    return serializers.ListField(child=Text(max_length=60), max_length=20, **options)


class AssignIn(Shape):
    to = Named(allow_null=True, help_text="Id or address, or me; null releases.")
    reason = long_text(required=False, allow_blank=True)


class TransferIn(Shape):
    queue = Named(help_text="Id or key.")
    reason = long_text()


class TagIn(Shape):
    add = names(required=False)
    remove = names(required=False)


class PrioritiseIn(Shape):
    priority = serializers.ChoiceField(PRIORITIES)
    rationale = long_text(required=False, allow_blank=True)


class ClassifyIn(Shape):
    type = Named(required=False, help_text="Id or key.")
    category = Named(required=False, help_text="Id or key.")


class LinkManyIn(Shape):
    kind = serializers.ChoiceField(LinkKind.choices)
    other = Named(required=False, help_text="Id or reference (T-1042).")
    reference = Text(max_length=200, required=False, allow_blank=True)
    url = serializers.URLField(max_length=500, required=False, allow_blank=True)


class SayManyIn(Shape):
    body = long_text()


class MoveManyIn(Shape):
    action = serializers.ChoiceField(PLAIN_MOVES)
    waiting_reason = serializers.ChoiceField(WaitingReason.choices, required=False, allow_blank=True)
    waiting_for = Text(max_length=120, required=False, allow_blank=True)
    until = serializers.DateTimeField(required=False, allow_null=True)


class ResolveManyIn(Shape):
    code = serializers.ChoiceField(ResolutionCode.choices)
    cause_class = serializers.ChoiceField(CauseClass.choices)
    root_cause = Text(max_length=200, required=False, allow_blank=True)
    happened = long_text()
    steps = long_text()
    verification = long_text(required=False, allow_blank=True)
    advice = long_text()
    prevention = long_text(required=False, allow_blank=True)


class CloseManyIn(Shape):
    reason = long_text(required=False, allow_blank=True)


class CancelManyIn(Shape):
    reason = serializers.ChoiceField(CancelReason.choices)
    comment = long_text(required=False, allow_blank=True)


ARGUMENTS: dict[str, type[Shape]] = {
    "assign": AssignIn,
    "transfer": TransferIn,
    "tag": TagIn,
    "prioritise": PrioritiseIn,
    "classify": ClassifyIn,
    "link": LinkManyIn,
    "note": SayManyIn,
    "reply": SayManyIn,
    "move": MoveManyIn,
    "resolve": ResolveManyIn,
    "close": CloseManyIn,
    "cancel": CancelManyIn,
}


class BulkIn(Shape):
    """The tickets by `tickets` or by `filter`, the query of the list. The arguments are those of the verb, as the
    single change asks for them."""

    verb = serializers.ChoiceField(VERB_NAMES)
    tickets = ids(required=False)
    filter = Text(max_length=4000, required=False, allow_blank=True, help_text="status=live&queue=7")
    arguments = serializers.DictField(required=False)
    start = serializers.BooleanField(default=False, help_text="True: begin at once, without a look at the preview.")

    def validate(self, attrs):
        if ("tickets" in attrs) == ("filter" in attrs):
            raise ValidationError("Name the tickets, or a filter.")
        form = ARGUMENTS[attrs["verb"]](data=attrs.get("arguments", {}))
        if not form.is_valid():
            raise ValidationError({"arguments": form.errors})
        attrs["arguments"] = form.validated_data
        return attrs


class MergeIn(Shape):
    tickets = ids(help_text="What is merged into this ticket.")
    start = serializers.BooleanField(default=False)


class UndoIn(Shape):
    tickets = ids(required=False, help_text="Only these; without it all that is left.")
    start = serializers.BooleanField(default=False)


class SplitIn(Shape):
    title = Text(max_length=250)
    messages = ids(required=False)
    notes = ids(required=False)
    queue = Named(required=False, help_text="Id or key. Without it: the same queue.")
    requester = Named(required=False, help_text="Id or address, of the same organisation.")
    type = Named(required=False, help_text="Id or key.")
    category = Named(required=False, help_text="Id or key.")


class ConversionIn(Shape):
    type = Named(help_text="defect or feedback, by id or key.")
    title = Text(max_length=250, required=False, help_text="Without it: that of the ticket.")
    body = long_text(required=False, help_text="Without it: symptom, cause and resolution as far as they are known.")
    queue = Named(required=False, help_text="Id or key. Without it: where such tickets arrive.")
