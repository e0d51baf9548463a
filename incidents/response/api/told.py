"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card
from supportdesk.files.told import File
from tickets.desk.states import CauseClass

from ..models import ImpactEdit, Review
from ..states import Audience, EntryKind, ItemKind, ItemState, Mark, RoleKind, Severity, Source, State
from .shapes import MOVE_NAMES


def instant(**more):
    return serializers.DateTimeField(allow_null=True, **more)


class IncidentClock(serializers.Serializer):
    audience = serializers.ChoiceField(Audience.choices)
    due_at = serializers.DateTimeField()
    breached_at = instant()


class IncidentTiming(serializers.Serializer):
    key = serializers.CharField()
    seconds = serializers.IntegerField(allow_null=True)


class IncidentStamp(serializers.Serializer):
    state = serializers.ChoiceField(State.choices)
    at = serializers.DateTimeField()


class Incident(serializers.Serializer):
    """Something that is wrong for several at once."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    severity = serializers.ChoiceField(Severity.choices)
    severity_initial = serializers.ChoiceField(Severity.choices)
    severity_reviewed = serializers.ChoiceField(Severity.choices, allow_null=True)
    state = serializers.ChoiceField(State.choices)
    state_since = serializers.DateTimeField()
    source = serializers.ChoiceField(Source.choices)
    components = serializers.ListField(child=serializers.CharField())
    regions = serializers.ListField(child=serializers.CharField())
    features = serializers.CharField(allow_blank=True)
    third_party = serializers.CharField(allow_blank=True)
    change_reference = serializers.CharField(allow_blank=True)
    bridge = serializers.CharField(allow_blank=True)
    cause = serializers.CharField(allow_blank=True)
    cause_class = serializers.ChoiceField(CauseClass.choices, allow_null=True)
    major = serializers.BooleanField()
    declared_by = Card(allow_null=True)
    declared_at = instant()
    criteria = serializers.CharField(allow_blank=True)
    drill = serializers.BooleanField()
    restricted = serializers.BooleanField()
    started_at = serializers.DateTimeField()
    stamps = IncidentStamp(many=True)
    dismissed_at = instant()
    version = serializers.IntegerField()


class OneIncident(Incident):
    recurs = serializers.IntegerField(allow_null=True, help_text="The earlier incident that it repeats.")
    recurrences = serializers.ListField(child=serializers.IntegerField(), help_text="Later ones that repeat it.")
    timings = IncidentTiming(many=True)
    clocks = IncidentClock(many=True)
    moves = serializers.ListField(child=serializers.ChoiceField(MOVE_NAMES))
    duties = serializers.ListField(child=serializers.CharField(), help_text="What is open before it can be closed.")


class IncidentRole(serializers.Serializer):
    """A span; without `accepted_at` it is offered."""

    id = serializers.IntegerField()
    role = serializers.ChoiceField(RoleKind.choices)
    person = Card()
    given_by = Card()
    offered_at = serializers.DateTimeField()
    accepted_at = instant()
    ended_at = instant()


class EntryFile(File):
    """`id` is that of the file in the entry; a link to it is given at `…/files/{id}/link`."""


class EntryFileLink(serializers.Serializer):
    url = serializers.CharField()
    expires_at = serializers.DateTimeField()


class IncidentEntry(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(EntryKind.choices)
    mark = serializers.ChoiceField(Mark.choices)
    audience = serializers.ChoiceField(Audience.choices)
    at = serializers.DateTimeField()
    entered_at = serializers.DateTimeField()
    author = Card()
    source = serializers.CharField()
    text = serializers.CharField()
    evidence = serializers.CharField(allow_blank=True)
    edited_at = instant()
    files = EntryFile(many=True)


class IncidentChild(serializers.Serializer):
    """A ticket of it. `told_at`: when its requester had the final message; `refused`: why something was not done."""

    ticket = serializers.IntegerField()
    linked_at = serializers.DateTimeField()
    linked_by = Card()
    told_at = instant()
    refused = serializers.CharField(allow_blank=True)


class RefusedTicket(serializers.Serializer):
    ticket = serializers.IntegerField()
    why = serializers.CharField()


class LinkedTickets(serializers.Serializer):
    linked = serializers.ListField(child=serializers.IntegerField())
    already = serializers.ListField(child=serializers.IntegerField())
    refused = RefusedTicket(many=True)


class ImpactLine(serializers.Serializer):
    field = serializers.ChoiceField(ImpactEdit.Field.choices)
    value = serializers.CharField(allow_blank=True)
    counted = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    by = Card(allow_null=True)


class IncidentImpact(serializers.Serializer):
    """Users and customers are “at least”."""

    tickets = serializers.IntegerField()
    lines = ImpactLine(many=True)


class IncidentWorkaround(serializers.Serializer):
    id = serializers.IntegerField()
    text = serializers.CharField()
    availability = serializers.CharField(allow_blank=True)
    side_effects = serializers.CharField(allow_blank=True)
    proposed_by = Card()
    approved_by = Card(allow_null=True)
    approved_at = instant()
    withdrawn_at = instant()


class RecoveryCheck(serializers.Serializer):
    id = serializers.IntegerField()
    what = serializers.CharField()
    passed = serializers.BooleanField(allow_null=True)
    result = serializers.CharField(allow_blank=True)
    by = Card(allow_null=True)
    at = instant()


class IncidentActionItem(serializers.Serializer):
    id = serializers.IntegerField()
    what = serializers.CharField()
    kind = serializers.ChoiceField(ItemKind.choices)
    owner = Card()
    due_at = serializers.DateTimeField()
    state = serializers.ChoiceField(ItemState.choices)
    evidence = serializers.CharField(allow_blank=True)
    ended_at = instant()
    late = serializers.BooleanField()


class IncidentSweep(serializers.Serializer):
    """Ticket numbers: what is left to do with each."""

    untold = serializers.ListField(child=serializers.IntegerField())
    refused = serializers.ListField(child=serializers.IntegerField())
    not_closed = serializers.ListField(child=serializers.IntegerField())
    not_confirmed = serializers.ListField(child=serializers.IntegerField())
    not_linked = serializers.ListField(child=serializers.IntegerField())


class Settled(serializers.Serializer):
    tickets = serializers.IntegerField(help_text="How many get the final message, or are told otherwise.")


class IncidentReview(serializers.Serializer):
    parts = serializers.DictField(child=serializers.CharField(allow_blank=True))
    opened_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    held_at = instant()
    facilitator = Card(allow_null=True)
    attendees = Card(many=True)
    level = serializers.ChoiceField(Review.Level.choices)
    signed_by = Card(allow_null=True)
    signed_at = instant()
    version = serializers.IntegerField()
