"""What may be sent: types, lengths and choices. What makes sense is the actions' to say."""

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from supportdesk.api.shapes import LARGEST, Named, Shape, Text
from supportdesk.api.uploads import UploadIn
from supportdesk.files.limits import NUMBER

from .. import surroundings
from ..models.attachment import EvidenceKind, Sensitivity
from ..states import (
    CancelReason,
    CauseClass,
    Channel,
    IdentifierKind,
    LinkKind,
    ReopenReason,
    ResolutionCode,
    WaitingReason,
)
from ..workflow import MOVES

LONG = 100_000
LEVELS = ((1, "High"), (2, "Medium"), (3, "Low"))
MOVE_NAMES = [(name, arrow.label) for name, arrow in MOVES.items()]
PRIORITIES = ((1, "P1"), (2, "P2"), (3, "P3"), (4, "P4"))


def long_text(**options):
    return Text(max_length=LONG, trim_whitespace=False, **options)


def number(**options):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **options)


def files_named():
    """Files that were uploaded before."""
    return serializers.ListField(
        source="files", child=number(), max_length=NUMBER, required=False, help_text="Ids of files from `POST /files`."
    )


def confirmed_codes():
    """Warnings of the guard that were read (SEC-16)."""
    return serializers.ListField(
        child=Text(max_length=40), max_length=20, required=False, help_text="Codes of `findings` that are warnings."
    )


def about(name):
    said = surroundings.LABELS[name]
    return Text(max_length=surroundings.LONGEST, required=False, allow_blank=True, help_text=f"{said}.")


class IdentifierIn(Shape):
    kind = serializers.ChoiceField(IdentifierKind.choices)
    value = Text(max_length=200)


class SurroundingsIn(Shape):
    """Where it happens (T-06). What is left out stays, what is empty is taken away."""

    environment = serializers.ChoiceField(list(surroundings.CHOICES["environment"]), required=False, allow_blank=True)
    version = about("version")
    tenant = about("tenant")
    region = about("region")
    platform = serializers.ChoiceField(list(surroundings.CHOICES["platform"]), required=False, allow_blank=True)
    app_version = about("app_version")
    os = about("os")
    browser = about("browser")
    device = about("device")
    account_tier = about("account_tier")
    flags = about("flags")
    time_zone = about("time_zone")


class OwnTicketIn(Shape):
    """What a requester may say of a ticket in the own name."""

    title = Text(max_length=250)
    body = long_text()
    type = Named(help_text="Id or key of a type.")
    category = Named(required=False, allow_null=True, help_text="Id or key.")
    confirmed = confirmed_codes()
    attachments = files_named()
    surroundings = SurroundingsIn(required=False)


class OpenTicketIn(OwnTicketIn):
    queue = Named(required=False, help_text="Id or key. Without it: where the requester's tickets arrive.")
    requester = Named(required=False, help_text="Id or address. Without it: whoever asks.")
    channel = serializers.ChoiceField(Channel.choices, default=Channel.API)
    component = Named(required=False, allow_null=True, help_text="Id or key.")
    impact = serializers.ChoiceField(LEVELS, required=False, allow_null=True)
    urgency = serializers.ChoiceField(LEVELS, required=False, allow_null=True)
    tags = serializers.ListField(child=Text(max_length=60), max_length=20, required=False)
    identifiers = serializers.ListField(child=IdentifierIn(), max_length=20, required=False)


class ChangeTicketIn(Shape):
    """Fields left out stay as they are."""

    title = Text(max_length=250, required=False)
    type = Named(required=False, help_text="Id or key.")
    category = Named(required=False, allow_null=True, help_text="Id or key.")
    component = Named(required=False, allow_null=True, help_text="Id or key.")
    tags = serializers.ListField(child=Text(max_length=60), max_length=20, required=False)


class SayIn(Shape):
    body = long_text()
    seen = number(required=False, help_text="The newest event you had read (`last_event`). Anything newer: 409.")
    confirmed = confirmed_codes()
    attachments = files_named()


class AttachmentIn(UploadIn):
    """What is left out is guessed from the file itself (T-09)."""

    kind = serializers.ChoiceField(EvidenceKind.choices, required=False)
    source = Text(max_length=120, required=False, help_text="The program or machine it comes from.")
    captured_at = serializers.DateTimeField(required=False)
    sensitivity = serializers.ChoiceField(Sensitivity.choices, required=False)
    internal = serializers.BooleanField(default=False, help_text="Only the desk sees it.")
    once = serializers.BooleanField(default=False, help_text="Whoever it is meant for opens it one time.")


class MessageIn(SayIn):
    substantial = serializers.BooleanField(default=True, help_text="False: only an acknowledgement.")
    promise = serializers.DateTimeField(required=False, help_text="When the next update will come.")


class Weighed(Shape):
    impact = serializers.ChoiceField(LEVELS, allow_null=True)
    urgency = serializers.ChoiceField(LEVELS, allow_null=True)
    priority = serializers.ChoiceField(PRIORITIES, required=False, allow_null=True)
    rationale = long_text(required=False, allow_blank=True)


class PriorityIn(Weighed):
    pass


class TriageIn(Weighed):
    type = Named(required=False, help_text="Id or key.")
    category = Named(required=False, help_text="Id or key.")
    component = Named(required=False, help_text="Id or key.")
    environment = serializers.ChoiceField(list(surroundings.CHOICES["environment"]), required=False)
    version = Text(max_length=surroundings.LONGEST, required=False, help_text="Of the product.")


class MoveIn(Shape):
    action = serializers.ChoiceField(MOVE_NAMES)
    reason = long_text(required=False, allow_blank=True)
    waiting_reason = serializers.ChoiceField(WaitingReason.choices, required=False, allow_blank=True)
    waiting_for = Text(max_length=120, required=False, allow_blank=True)
    until = serializers.DateTimeField(required=False, allow_null=True)


class AssignmentIn(Shape):
    """`owner` makes somebody the owner at once, null nobody; `offer` asks a colleague to take it over."""

    owner = Named(required=False, allow_null=True, help_text="Id or address, or me.")
    offer = Named(required=False, help_text="Id or address.")
    reason = long_text(required=False, allow_blank=True)

    def validate(self, attrs):
        if ("owner" in attrs) == ("offer" in attrs):
            raise ValidationError("Name either an owner or whom to offer it to.")
        return attrs


class ReasonIn(Shape):
    reason = long_text(required=False, allow_blank=True)


class QueueIn(Shape):
    queue = Named(help_text="Id or key.")
    reason = long_text(required=False, allow_blank=True)


class ResolutionIn(Shape):
    """Which parts must be there depends on the type; what is missing is named by a 422."""

    code = serializers.ChoiceField(ResolutionCode.choices, required=False, allow_blank=True)
    cause_class = serializers.ChoiceField(CauseClass.choices, required=False, allow_blank=True)
    root_cause = Text(max_length=200, required=False, allow_blank=True)
    happened = long_text(required=False, allow_blank=True)
    steps = long_text(required=False, allow_blank=True)
    verification = long_text(required=False, allow_blank=True)
    advice = long_text(required=False, allow_blank=True)
    prevention = long_text(required=False, allow_blank=True)
    verified_by = Named(required=False, help_text="Id or address, or me.")
    confirmed = confirmed_codes()
    waived = serializers.DictField(
        child=Text(max_length=500),
        required=False,
        help_text="Part of the closing message (happened, steps, advice, prevention) -> why it is left out.",
    )


class ReopeningIn(Shape):
    reason = serializers.ChoiceField(ReopenReason.choices)
    same_cause = serializers.BooleanField(required=False, allow_null=True)
    body = long_text(required=False, allow_blank=True)
    confirmed = confirmed_codes()


class CancellationIn(Shape):
    reason = serializers.ChoiceField(CancelReason.choices)
    comment = long_text(required=False, allow_blank=True)


class LinkIn(Shape):
    """To another ticket by `other`, or to something outside by `reference` and `url`."""

    kind = serializers.ChoiceField(LinkKind.choices)
    other = Named(required=False, help_text="Id or reference (T-1042).")
    reference = Text(max_length=200, required=False, allow_blank=True)
    url = serializers.URLField(max_length=500, required=False, allow_blank=True)
