"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Named, Shape, Text
from supportdesk.files.limits import NUMBER
from tickets.desk.states import CauseClass

from ..models import ImpactEdit, Review
from ..reviewing import PARTS
from ..states import WRITTEN, Audience, EntryKind, ItemKind, ItemState, Mark, RoleKind, Severity, Source
from ..workflow import MOVES

MOVE_NAMES = [(name, move.label) for name, move in MOVES.items()]
ENTRY_KINDS = [(kind.value, kind.label) for kind in (*WRITTEN, EntryKind.ADDENDUM)]
ENDS = [(ItemState.DONE.value, "Done"), (ItemState.DROPPED.value, "Dropped")]


def long_text(**more):
    return Text(max_length=20_000, **more)


def spare_text(longest=20_000):
    return Text(max_length=longest, required=False, allow_blank=True)


def several():
    return serializers.ListField(child=Named(help_text="Id or key."), max_length=100, required=False)


def numbers(**more):
    number = serializers.IntegerField(min_value=1, max_value=LARGEST)
    return serializers.ListField(child=number, max_length=2000, **more)


def earlier():
    return serializers.IntegerField(
        min_value=1,
        max_value=LARGEST,
        required=False,
        allow_null=True,
        help_text="An earlier incident that it repeats.",
    )


def files_named():
    """Files that were uploaded before."""
    return serializers.ListField(
        source="files",
        child=serializers.IntegerField(min_value=1, max_value=LARGEST),
        max_length=NUMBER,
        required=False,
        help_text="Ids of files from `POST /files`.",
    )


def confirmed_codes():
    return serializers.ListField(child=Text(max_length=40), max_length=20, required=False)


class IncidentIn(Shape):
    title = Text(max_length=250)
    severity = serializers.ChoiceField(Severity.choices)
    components = serializers.ListField(child=Named(help_text="Id or key."), max_length=100)
    started_at = serializers.DateTimeField(help_text="An estimate; it can be put right with a reason.")
    detected_at = serializers.DateTimeField(required=False, help_text="When it was noticed; without it now.")
    source = serializers.ChoiceField(Source.choices, required=False)
    summary = spare_text()
    regions = several()
    features = spare_text(500)
    third_party = spare_text(200)
    bridge = serializers.URLField(max_length=500, required=False, allow_blank=True)
    tickets = numbers(required=False)
    criteria = Text(
        max_length=20_000,
        required=False,
        help_text="Declare it major. Who may not has raised a suspicion: see `major`.",
    )
    recurs = earlier()
    drill = serializers.BooleanField(required=False)
    restricted = serializers.BooleanField(required=False)


class IncidentChangeIn(Shape):
    title = Text(max_length=250, required=False)
    summary = spare_text()
    components = several()
    regions = several()
    features = spare_text(500)
    third_party = spare_text(200)
    change_reference = spare_text(200)
    recurs = earlier()
    bridge = serializers.URLField(max_length=500, required=False, allow_blank=True)
    started_at = serializers.DateTimeField(required=False)
    reason = spare_text(500)


class IncidentMoveIn(Shape):
    move = serializers.ChoiceField(MOVE_NAMES)
    words = spare_text()
    cause = spare_text()
    cause_class = serializers.ChoiceField(CauseClass.choices, required=False)
    evidence = spare_text(500)
    at = serializers.DateTimeField(required=False, help_text="When it happened; without it now.")


class DeclarationIn(Shape):
    criteria = long_text()
    severity = serializers.ChoiceField(Severity.choices, required=False)


class IncidentReasonIn(Shape):
    reason = long_text()


class SeverityIn(Shape):
    severity = serializers.ChoiceField(Severity.choices)
    reason = long_text()


class IncidentRoleIn(Shape):
    role = serializers.ChoiceField(RoleKind.choices)
    to = Named(help_text="Id or address of a colleague, or `me`.")


class IncidentRoleAnswerIn(Shape):
    answer = serializers.ChoiceField([("accept", "Accept"), ("decline", "Decline")])


class IncidentEntryIn(Shape):
    kind = serializers.ChoiceField(ENTRY_KINDS)
    text = long_text()
    at = serializers.DateTimeField(required=False)
    mark = serializers.ChoiceField(Mark.choices, required=False)
    audience = serializers.ChoiceField(Audience.choices, required=False)
    evidence = serializers.URLField(max_length=500, required=False, allow_blank=True)
    attachments = files_named()
    confirmed = confirmed_codes()


class IncidentEntryChangeIn(Shape):
    text = long_text()
    confirmed = confirmed_codes()


class IncidentTicketsIn(Shape):
    tickets = numbers()


class ImpactIn(Shape):
    field = serializers.ChoiceField(ImpactEdit.Field.choices)
    value = Text(max_length=2000)
    reason = Text(max_length=500)


class IncidentWorkaroundIn(Shape):
    text = long_text()
    availability = spare_text(250)
    side_effects = spare_text()
    confirmed = confirmed_codes()


class RecoveryCheckIn(Shape):
    what = Text(max_length=250)


class RecoveryResultIn(Shape):
    passed = serializers.BooleanField()
    result = spare_text()


class ActionItemIn(Shape):
    what = Text(max_length=250)
    kind = serializers.ChoiceField(ItemKind.choices)
    owner = Named(help_text="Id or address of a colleague, or `me`.")
    due_at = serializers.DateTimeField()


class ActionItemEndIn(Shape):
    state = serializers.ChoiceField(ENDS)
    evidence = long_text()


class FinalMessageIn(Shape):
    message = long_text()
    tickets = numbers(required=False)
    confirmed = confirmed_codes()


class ToldOtherwiseIn(Shape):
    tickets = numbers()
    reason = Text(max_length=500)


class ReviewPartsIn(Shape):
    """The parts of the record; those that are not named stay as they are."""


for _name, _label, _hint in PARTS:
    ReviewPartsIn._declared_fields[_name] = spare_text()


class IncidentReviewIn(Shape):
    parts = ReviewPartsIn(required=False)
    facilitator = Named(required=False, help_text="Id or address of a colleague.")
    attendees = serializers.ListField(child=Named(), max_length=100, required=False)
    level = serializers.ChoiceField(Review.Level.choices, required=False)
    severity_reviewed = serializers.ChoiceField(Severity.choices, required=False)
    confirmed = confirmed_codes()


class NothingMoreIn(Shape):
    """Nothing is asked."""
