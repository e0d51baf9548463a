"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from ..models.proposal import Matter
from ..states import (
    Avoidable,
    Confidence,
    DeclineReason,
    HypothesisState,
    Issue,
    IssueState,
    Outcome,
    ReturnReason,
    State,
    Target,
    Trigger,
)

When = serializers.DateTimeField


class PacketLack(serializers.Serializer):
    field = serializers.CharField()
    name = serializers.CharField()
    words = serializers.CharField()


class Escalation(serializers.Serializer):
    """One escalation: its state, counters, completeness and figures."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    ticket = serializers.IntegerField()
    also = serializers.ListField(child=serializers.IntegerField())
    target = serializers.ChoiceField(Target.choices)
    issue = serializers.ChoiceField(Issue.choices)
    trigger = serializers.ChoiceField(Trigger.choices)
    immediate = serializers.BooleanField()
    state = serializers.ChoiceField(State.choices)
    state_since = When()
    outcome = serializers.ChoiceField(Outcome.choices, allow_null=True)
    group = Card(allow_null=True)
    receiver = Card(allow_null=True)
    sender = Card()
    rounds = serializers.IntegerField()
    returns = serializers.IntegerField()
    redirects = serializers.IntegerField()
    percent = serializers.IntegerField(help_text="Of the needed fields that are filled.")
    score = serializers.FloatField(help_text="Predicted, out of 5.")
    first_percent = serializers.IntegerField(allow_null=True, help_text="When it was first sent.")
    rating = serializers.FloatField(allow_null=True)
    avoidable = serializers.BooleanField(allow_null=True)
    avoidable_reason = serializers.ChoiceField(Avoidable.choices, allow_null=True)
    decline_reason = serializers.ChoiceField(DeclineReason.choices, allow_null=True)
    fix_version = serializers.CharField(allow_blank=True)
    submitted_at = When(allow_null=True)
    acknowledged_at = When(allow_null=True)
    accepted_at = When(allow_null=True)
    closed_at = When(allow_null=True)
    next_update_at = When(allow_null=True)


class PacketFieldKept(serializers.Serializer):
    parts = serializers.DictField(child=serializers.CharField())
    source = serializers.CharField()


class EscalationPacket(serializers.Serializer):
    """The fields with their sources, and what the packet is worth as it stands."""

    fields = serializers.DictField(child=PacketFieldKept())  # type: ignore[assignment]  # the word of D.1 is also the framework's
    needed = serializers.ListField(child=serializers.CharField())
    percent = serializers.IntegerField()
    minimum = serializers.IntegerField()
    score = serializers.FloatField()
    dimensions = serializers.DictField(child=serializers.FloatField())
    missing = PacketLack(many=True)
    vague = PacketLack(many=True)
    submittable = serializers.BooleanField()


class ReturnItem(serializers.Serializer):
    id = serializers.IntegerField()
    field = serializers.CharField(allow_blank=True)
    reason = serializers.ChoiceField(ReturnReason.choices)
    question = serializers.CharField()
    answer = serializers.CharField(allow_blank=True)


class EscalationReturn(serializers.Serializer):
    id = serializers.IntegerField()
    round = serializers.IntegerField()
    reason = serializers.ChoiceField(ReturnReason.choices)
    words = serializers.CharField(allow_blank=True)
    at = When()
    items = ReturnItem(many=True)


class EscalationClock(serializers.Serializer):
    """How long it took or has taken: on the receiver's calendar and around the clock (ESC-22)."""

    goal = serializers.CharField()
    state = serializers.CharField()
    started_at = When()
    stopped_at = When(allow_null=True)
    due_at = When(allow_null=True)
    breached_at = When(allow_null=True)
    counted = serializers.IntegerField(help_text="Seconds of the receiver's calendar.")
    elapsed = serializers.IntegerField(help_text="Seconds on the wall.")


class Hypothesis(serializers.Serializer):
    id = serializers.IntegerField()
    statement = serializers.CharField()
    test = serializers.CharField(allow_blank=True)
    result = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(HypothesisState.choices)
    confidence = serializers.ChoiceField(Confidence.choices)


class IssueTold(serializers.Serializer):
    id = serializers.IntegerField()
    tracker = serializers.CharField()
    key = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(IssueState.choices)
    fix_version = serializers.CharField(allow_blank=True)


class FixTask(serializers.Serializer):
    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    fix_version = serializers.CharField(allow_blank=True)
    passed = serializers.BooleanField(allow_null=True)
    place = serializers.CharField(allow_blank=True)
    regression = serializers.BooleanField(allow_null=True)
    words = serializers.CharField(allow_blank=True)
    done_at = When(allow_null=True)


class ProgressTold(serializers.Serializer):
    words = serializers.CharField()
    useful = serializers.BooleanField()
    at = When()


class Course(serializers.Serializer):
    """Everything that went back and forth."""

    returns = EscalationReturn(many=True)
    progress = ProgressTold(many=True)
    hypotheses = Hypothesis(many=True)
    issues = IssueTold(many=True)
    tasks = FixTask(many=True)
    clocks = EscalationClock(many=True)


class ReminderTold(serializers.Serializer):
    suppressed = serializers.BooleanField(help_text="Too soon after the last one: it reached nobody.")
    to = serializers.IntegerField(allow_null=True)
    at = When()


class ExportField(serializers.Serializer):
    field = serializers.CharField()
    name = serializers.CharField()
    parts = serializers.DictField(child=serializers.CharField())


class ExportFile(serializers.Serializer):
    name = serializers.CharField()
    sensitivity = serializers.CharField()
    sha256 = serializers.CharField()


class PacketExportTold(serializers.Serializer):
    """The packet as it may leave: masked, with cleared files only."""

    escalation = serializers.CharField()
    target = serializers.ChoiceField(Target.choices)
    issue = serializers.ChoiceField(Issue.choices)
    percent = serializers.IntegerField()
    score = serializers.FloatField()
    fields = ExportField(many=True)  # type: ignore[assignment]  # the word of D.1 is also the framework's
    files = ExportFile(many=True)


class MatrixEntry(serializers.Serializer):
    """An entry of the matrix."""

    id = serializers.IntegerField()
    target = serializers.ChoiceField(Target.choices)
    component = serializers.IntegerField(allow_null=True)
    trigger = serializers.CharField(allow_blank=True)
    group = Card()
    contact = Card(allow_null=True)
    channel = serializers.CharField(allow_blank=True)
    calendar = serializers.CharField()
    acknowledge_minutes = serializers.IntegerField()
    accept_minutes = serializers.IntegerField()
    answer_minutes = serializers.IntegerField()
    total_minutes = serializers.IntegerField()
    issues_ids = serializers.BooleanField()
    owner = Card()
    confirm_days = serializers.IntegerField()
    confirmed_at = When()
    asked_at = When(allow_null=True, help_text="Asked whether it is still right, and not answered.")
    correction = serializers.CharField(allow_blank=True)


class OfficeProposal(serializers.Serializer):
    id = serializers.IntegerField()
    matter = serializers.ChoiceField(Matter.choices)
    words = serializers.CharField()
    reason = serializers.CharField()
    lane = serializers.IntegerField(allow_null=True)
    values = serializers.DictField()
    made_by = Card()
    made_at = When()


class ProposalMade(serializers.Serializer):
    matter = serializers.ChoiceField(Matter.choices)
    id = serializers.IntegerField(help_text="Of the entry or the tracker.")
    secret = serializers.CharField(allow_null=True, help_text="Of a tracker, told this once.")


class Tracker(serializers.Serializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    name = serializers.CharField()
    generation = serializers.IntegerField()
    secret = serializers.CharField(allow_null=True, help_text="Told once, when it is made.")


class IssueHeard(serializers.Serializer):
    escalations = serializers.IntegerField(help_text="How many know this bug.")
