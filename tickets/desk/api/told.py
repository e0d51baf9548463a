"""What is answered, declared for the schema. `shown` builds it; a test holds the two together."""

from rest_framework import serializers

from supportdesk.api.told import Card
from supportdesk.files.told import File
from tickets.sla.models import Goal
from tickets.sla.models.clock import State

from ..models.attachment import EvidenceKind, Sensitivity
from ..states import Category, Channel, IdentifierKind, LinkKind, Status
from .shapes import MOVE_NAMES

FILE_STATES = ("open", "waiting", "infected", "removed", "viewed", "gone")


class Thing(serializers.Serializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    name = serializers.CharField()


class Identifier(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(IdentifierKind.choices)
    value = serializers.CharField()


class PolicyNamed(serializers.Serializer):
    key = serializers.CharField()
    version = serializers.IntegerField()
    rule = serializers.CharField(help_text="The conditions it was chosen by.")


class OverrideTold(serializers.Serializer):
    due = serializers.DateTimeField()
    until = serializers.DateTimeField()


class Clock(serializers.Serializer):
    """A requester is told the fields that are required: by which rule, and what holds it, is the desk's to know."""

    goal = serializers.ChoiceField(Goal.choices)
    state = serializers.ChoiceField(State.choices)
    due_at = serializers.DateTimeField(allow_null=True)
    left_seconds = serializers.IntegerField(allow_null=True, help_text="Of its calendar; below zero when late.")
    started_at = serializers.DateTimeField()
    stopped_at = serializers.DateTimeField(allow_null=True)
    target_seconds = serializers.IntegerField(required=False)
    held_reason = serializers.CharField(required=False, allow_blank=True)
    breached_at = serializers.DateTimeField(required=False, allow_null=True)
    promised_at = serializers.DateTimeField(required=False, allow_null=True, help_text="The next update, as promised.")
    override = OverrideTold(required=False, allow_null=True)
    excepted_until = serializers.DateTimeField(required=False, allow_null=True)
    policy = PolicyNamed(required=False)


class Resolution(serializers.Serializer):
    """What was done. A requester is told the fields that are required (COM-07)."""

    happened = serializers.CharField(allow_blank=True)
    steps = serializers.CharField(allow_blank=True)
    advice = serializers.CharField(allow_blank=True)
    prevention = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    code = serializers.CharField(required=False, allow_blank=True)
    cause_class = serializers.CharField(required=False, allow_blank=True)
    root_cause = serializers.CharField(required=False, allow_blank=True)
    verification = serializers.CharField(required=False, allow_blank=True)
    waived = serializers.DictField(
        child=serializers.CharField(), required=False, help_text="Part of the closing message -> why it is left out."
    )
    reopen_until = serializers.DateTimeField(
        allow_null=True, help_text="Until then the requester reopens it by writing; later a follow-up opens."
    )
    resolved_by = Card(required=False)


class Moment(serializers.Serializer):
    what = serializers.CharField()
    at = serializers.DateTimeField()
    cause = serializers.CharField(allow_blank=True)
    policy = serializers.IntegerField()
    share = serializers.IntegerField(allow_null=True)
    data = serializers.DictField()


class ClockLedger(Clock):
    moments = Moment(many=True, required=False)


class TicketLinks(serializers.Serializer):
    self = serializers.CharField()
    html = serializers.CharField()


class PublicTicket(serializers.Serializer):
    """What a requester is told."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    status = serializers.ChoiceField(
        Status.choices,
        help_text="A requester is told new for triaged, and in_progress while a colleague or a vendor is waited for.",
    )
    status_since = serializers.DateTimeField()
    category = Thing(allow_null=True)
    type = Thing()
    channel = serializers.ChoiceField(Channel.choices)
    requester = Card()
    organisation = Card(allow_null=True)
    opened_at = serializers.DateTimeField()
    resolved_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    reopen_count = serializers.IntegerField()
    version = serializers.IntegerField(help_text="Of the fields; the first part of the ETag.")
    last_event = serializers.IntegerField(help_text="What to send as `seen` with a message or note.")
    moves = serializers.ListField(child=serializers.ChoiceField(MOVE_NAMES))
    clocks = Clock(many=True)
    _links = TicketLinks()


class Ticket(PublicTicket):
    """A requester is told the fields that are required; the desk is told all."""

    state_category = serializers.ChoiceField(Category.choices, required=False)
    waiting_reason = serializers.CharField(required=False, allow_blank=True)
    waiting_for = serializers.CharField(required=False, allow_blank=True)
    waiting_until = serializers.DateTimeField(required=False, allow_null=True)
    component = Thing(required=False, allow_null=True)
    queue = Thing(required=False)
    owner = Card(required=False, allow_null=True)
    offered_to = Card(required=False, allow_null=True)
    region = serializers.CharField(required=False, allow_null=True)
    tier = serializers.CharField(required=False)
    impact = serializers.IntegerField(required=False, allow_null=True)
    urgency = serializers.IntegerField(required=False, allow_null=True)
    priority = serializers.IntegerField(required=False, allow_null=True)
    priority_suggested = serializers.IntegerField(required=False, allow_null=True)
    priority_rationale = serializers.CharField(required=False, allow_blank=True)
    tags = serializers.ListField(child=serializers.CharField(), required=False)
    identifiers = Identifier(many=True, required=False)
    surroundings = serializers.DictField(
        child=serializers.CharField(allow_blank=True), required=False, help_text="Where it happens (T-06)."
    )
    supported = serializers.BooleanField(required=False, help_text="False: its version is older than any supported.")
    completeness = serializers.IntegerField(required=False, help_text="Per cent of what triage asks of this type.")
    due_at = serializers.DateTimeField(required=False, allow_null=True)
    rank = serializers.FloatField(required=False, help_text="The order of a queue: lower comes first.")
    activity_at = serializers.DateTimeField(required=False)
    merged_into = serializers.IntegerField(required=False, allow_null=True, help_text="What goes on instead.")
    confirmed_at = serializers.DateTimeField(required=False, allow_null=True)
    close_at = serializers.DateTimeField(required=False, allow_null=True)
    handoff_count = serializers.IntegerField(required=False)
    transfer_count = serializers.IntegerField(required=False)
    source_key = serializers.CharField(required=False, allow_null=True)


class FacetOption(serializers.Serializer):
    value = serializers.CharField(help_text="What to send as the parameter.")
    label = serializers.CharField()
    count = serializers.IntegerField()


class Facet(serializers.Serializer):
    parameter = serializers.CharField()
    label = serializers.CharField()
    options = FacetOption(many=True)


class Search(serializers.Serializer):
    results = Ticket(many=True)
    total = serializers.IntegerField(help_text="All that were found; fifty of them are told.")
    capped = serializers.BooleanField(help_text="As many were looked through as ever are: there may be more.")
    facets = Facet(many=True, help_text="None, for a requester.")


class Attachment(File):
    """A requester is told the fields that are required."""

    ticket = serializers.IntegerField()
    message = serializers.IntegerField(allow_null=True)
    kind = serializers.ChoiceField(EvidenceKind.choices)
    source = serializers.CharField(allow_blank=True)
    captured_at = serializers.DateTimeField(allow_null=True)
    sensitivity = serializers.ChoiceField(Sensitivity.choices)
    once = serializers.BooleanField()
    state = serializers.ChoiceField(FILE_STATES)
    added_by = Card()
    at = serializers.DateTimeField()
    note = serializers.IntegerField(required=False, allow_null=True)
    internal = serializers.BooleanField(required=False)


class FileLink(serializers.Serializer):
    url = serializers.CharField()
    expires_at = serializers.DateTimeField()


class Message(serializers.Serializer):
    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    author = Card()
    from_desk = serializers.BooleanField()
    body = serializers.CharField()
    promised_at = serializers.DateTimeField(allow_null=True)
    at = serializers.DateTimeField()
    attachments = Attachment(many=True)


class SentMessage(Message):
    """With what became of the ticket."""

    status = serializers.ChoiceField(Status.choices)
    version = serializers.IntegerField()


class FigureLinks(serializers.Serializer):
    tickets = serializers.CharField()
    html = serializers.CharField()


class Figure(serializers.Serializer):
    """A count, and the address of exactly the tickets it counts."""

    group = serializers.ChoiceField(["state", "priority", "age", "owner", "category"])
    key = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField()
    more = serializers.BooleanField(help_text="There are more; counting has stopped here.")
    _links = FigureLinks()


class Note(serializers.Serializer):
    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    author = Card()
    body = serializers.CharField()
    at = serializers.DateTimeField()
    attachments = Attachment(many=True)


class Named(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()


class Link(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(LinkKind.choices)
    inward = serializers.BooleanField()
    other = Named(allow_null=True)
    reference = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    made_by = Card()
    made_at = serializers.DateTimeField()


class EventActor(serializers.Serializer):
    id = serializers.IntegerField(required=False)
    name = serializers.CharField()
    kind = serializers.CharField()


class Event(serializers.Serializer):
    """A requester is told the fields that are required."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    actor = EventActor()
    data = serializers.DictField()
    recorded_at = serializers.DateTimeField(required=False)
    via = serializers.CharField(required=False)
    operation = serializers.CharField(required=False, allow_null=True)
    text = serializers.DictField(required=False)
