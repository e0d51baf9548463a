"""What may be sent."""

from rest_framework import serializers

from supportdesk.api.shapes import Named, Shape, Text

from ..fields import DIMENSIONS
from ..models import FixTask
from ..states import (
    Avoidable,
    Confidence,
    DeclineReason,
    HypothesisState,
    Issue,
    IssueState,
    ReturnReason,
    Sensitivity,
    Target,
    Trigger,
)

LARGEST = 2**63 - 1


def a_text(most=10_000, **more):
    return Text(max_length=most, **more)


def maybe(most=10_000):
    return Text(max_length=most, required=False, allow_blank=True)


def whole(**more):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **more)


class BeginIn(Shape):
    target = serializers.ChoiceField(Target.choices)
    issue = serializers.ChoiceField(Issue.choices)
    trigger = serializers.ChoiceField(Trigger.choices)
    also = serializers.ListField(child=whole(), max_length=200, required=False, help_text="Other tickets.")
    named = serializers.ListField(
        child=Named(help_text="Id or address."), max_length=100, required=False, help_text="Security: who sees it."
    )
    what = maybe(2000)


class PacketIn(Shape):
    fields = serializers.DictField(  # type: ignore[assignment]  # the word of D.1 is also the framework's
        child=serializers.DictField(child=Text(max_length=20_000, allow_blank=True)),
        help_text="By field and part: {“P-04”: {“steps”: “…”}}. What is emptied goes.",
    )


class EmptyIn(Shape):
    """An empty object."""


class EscalationWordsIn(Shape):
    words = a_text()


class RatingIn(Shape):
    rating = serializers.DecimalField(2, 1, min_value=0, max_value=5, required=False, allow_null=True)
    ticks = serializers.DictField(
        child=serializers.FloatField(min_value=0, max_value=1),
        required=False,
        help_text=f"0, 0.5 or 1 for each of {', '.join(DIMENSIONS)}.",
    )


class EscalationAcceptIn(RatingIn):
    next_update_at = serializers.DateTimeField(required=False, allow_null=True)


class ReturnItemIn(Shape):
    field = Text(max_length=4, required=False, allow_blank=True)
    reason = serializers.ChoiceField(ReturnReason.choices, required=False)
    question = a_text(500)


class EscalationReturnIn(RatingIn):
    reason = serializers.ChoiceField(ReturnReason.choices)
    words = maybe()
    items = ReturnItemIn(many=True)


class ReturnAnswersIn(Shape):
    answers = serializers.DictField(child=Text(max_length=10_000), help_text="By the id of what was asked.")


class RedirectIn(Shape):
    group = whole(help_text="A team.")
    words = a_text()


class DeclineIn(Shape):
    reason = serializers.ChoiceField(DeclineReason.choices)
    words = a_text()
    suggested_text = a_text()


class WorkIn(Shape):
    next_update_at = serializers.DateTimeField(required=False, allow_null=True)


class ReportIn(WorkIn):
    words = a_text()
    useful = serializers.BooleanField(required=False)


class FollowUpIn(Shape):
    question = a_text(500)


class FixIn(Shape):
    fix_version = a_text(60)
    to_verify = a_text()


class FixResultIn(Shape):
    passed = serializers.BooleanField()
    place = serializers.ChoiceField(FixTask.Place.choices)
    regression = serializers.BooleanField(required=False)
    words = a_text()


class EscalationCloseIn(Shape):
    words = maybe()
    message = maybe()


class JudgeIn(Shape):
    avoidable = serializers.BooleanField()
    reason = serializers.ChoiceField(Avoidable.choices, required=False)
    words = maybe()


class HypothesisIn(Shape):
    statement = a_text(500)
    test = maybe(1000)
    result = maybe(1000)
    state = serializers.ChoiceField(HypothesisState.choices, required=False)
    confidence = serializers.ChoiceField(Confidence.choices, required=False)


class IssueLinkIn(Shape):
    tracker = a_text(40, help_text="Its key.")
    key = a_text(60)
    url = serializers.URLField(max_length=300, required=False, allow_blank=True)


class ClearIn(Shape):
    attachment = whole()
    sensitivity = serializers.ChoiceField(Sensitivity.choices)


class AttachIn(Shape):
    ticket = whole()


class LaneIn(Shape):
    target = serializers.ChoiceField(Target.choices)
    component = whole(required=False, allow_null=True)
    trigger = serializers.ChoiceField(Trigger.choices, required=False, allow_blank=True)
    group = whole(help_text="A team.")
    contact = whole(required=False, allow_null=True)
    channel = maybe(120)
    calendar = serializers.SlugField(max_length=60, required=False)
    acknowledge_minutes = whole(required=False)
    accept_minutes = whole(required=False)
    answer_minutes = whole(required=False)
    total_minutes = whole(required=False)
    issues_ids = serializers.BooleanField(required=False)
    owner = whole(required=False)
    confirm_days = whole(required=False)


class LaneProposalIn(LaneIn):
    """What the entry should say, and why."""

    lane = whole(required=False, help_text="The entry that it changes; without it a new one.")
    reason = a_text(500)


class TrackerProposalIn(Shape):
    key = serializers.SlugField(max_length=40)
    name = a_text(100)
    reason = a_text(500)


class TrackerIn(Shape):
    key = serializers.SlugField(max_length=40)
    name = a_text(100)


class HeardIn(Shape):
    key = a_text(60)
    state = serializers.ChoiceField(IssueState.choices)
    fix_version = maybe(60)
