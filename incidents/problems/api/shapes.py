"""What may be sent: types, lengths and choices. What makes sense is the actions' to say."""

from rest_framework import serializers

from supportdesk.api.shapes import LARGEST, Named, Shape, Text

from ..states import ActionKind, Audience, Cause, ErrorStatus, Method, Severity, Triage
from ..workflow import MOVES

LONG = 20_000
ACTIONS = [(name, move.label) for name, move in MOVES.items()]
DECISIONS = [one for one in Triage.choices if one[0] != Triage.OPEN]


def words(**options):
    return Text(max_length=LONG, trim_whitespace=False, required=False, allow_blank=True, **options)


def line(most=200, **options):
    return Text(max_length=most, required=False, allow_blank=True, **options)


def level():
    return serializers.ChoiceField(Severity.choices, required=False)


def named(**options):
    return Named(required=False, allow_null=True, help_text="Id or key.", **options)


def colleague():
    return Named(required=False, allow_null=True, help_text="Id or address, or me.")


def tickets(**options):
    return serializers.ListField(
        child=Named(help_text="Id or reference (T-1042)."), max_length=500, min_length=1, **options
    )


def incidents(**options):
    return serializers.ListField(
        child=Named(help_text="Id or reference (INC-7)."), max_length=100, min_length=1, required=False, **options
    )


def confirmed():
    """Warnings of the guard that were read (SEC-02)."""
    return serializers.ListField(
        child=Text(max_length=40), max_length=20, required=False, help_text="Codes of `findings` that are warnings."
    )


class ProblemIn(Shape):
    title = Text(max_length=200)
    statement = words()
    component = named()
    category = named()
    signature = line()
    release = line(120)
    severity = level()
    urgency = level()
    hypotheses = words()
    workaround = words()
    measure = words()
    revenue_at_risk = serializers.BooleanField(required=False)
    tickets = tickets(required=False)
    incidents = incidents()
    confirmed = confirmed()


class ChangeProblemIn(Shape):
    """Fields left out stay as they are."""

    title = Text(max_length=200, required=False)
    statement = words()
    component = named()
    category = named()
    signature = line()
    release = line(120)
    severity = level()
    urgency = level()
    hypotheses = words()
    workaround = words()
    proposed_fix = words()
    fix = words()
    measure = words()
    result = words()
    root_cause = words()
    cause_category = serializers.ChoiceField(Cause.choices, required=False, allow_blank=True)
    cause_key = serializers.SlugField(max_length=60, required=False, allow_blank=True)
    target_on = serializers.DateField(required=False, allow_null=True)
    revenue_at_risk = serializers.BooleanField(required=False)
    owner = colleague()
    engineer = colleague()
    confirmed = confirmed()


class MoveProblemIn(Shape):
    """What a move needs and the problem lacks is named by a 422."""

    action = serializers.ChoiceField(ACTIONS)
    owner = colleague()
    root_cause = words()
    cause_category = serializers.ChoiceField(Cause.choices, required=False, allow_blank=True)
    cause_key = serializers.SlugField(max_length=60, required=False, allow_blank=True)
    fix = words()
    result = words()
    reason = words()
    review_on = serializers.DateField(required=False)
    confirmed = confirmed()


class MergeProblemIn(Shape):
    into = serializers.IntegerField(min_value=1, max_value=LARGEST, help_text="Id of the other problem.")
    reason = words()


class FixPriorityIn(Shape):
    priority = serializers.ChoiceField(Severity.choices)


class EvidenceIn(Shape):
    """Tickets, incidents or both."""

    tickets = tickets(required=False)
    incidents = incidents()
    words = line(500)


class StepIn(Shape):
    statement = words()
    evidence = words()


class ChainIn(Shape):
    """The whole chain; each link needs its statement and what shows it."""

    steps = StepIn(many=True)
    method = serializers.ChoiceField(Method.choices, required=False)
    confirmed = confirmed()


class FixActionIn(Shape):
    kind = serializers.ChoiceField(ActionKind.choices)
    words = Text(max_length=500)
    owner = Named(help_text="Id or address, or me.")
    due_on = serializers.DateField()
    reference = line(120)
    url = serializers.URLField(max_length=500, required=False, allow_blank=True)


class OutcomeIn(Shape):
    outcome = line(500)


class DropIn(Shape):
    reason = line(500)


class KnownErrorIn(Shape):
    title = Text(max_length=200)
    symptom = words()
    conditions = words()
    error_codes = serializers.ListField(child=Text(max_length=60), max_length=20, required=False)
    component = named()
    problem = serializers.IntegerField(min_value=1, max_value=LARGEST, required=False, help_text="Id.")
    cause = words()
    workaround = words()
    side_effects = words()
    affected_versions = line()
    fixed_versions = line()
    audience = serializers.ChoiceField(Audience.choices, required=False)
    words_internal = words()
    words_public = words()
    confirmed = confirmed()


class ChangeKnownErrorIn(KnownErrorIn):
    title = Text(max_length=200, required=False)


class KnownErrorDraftIn(ChangeKnownErrorIn):
    """What is not named is taken from the ticket, without the people in it."""


class ProblemCandidateIn(Shape):
    """What is not named is taken from the ticket, without the people in it."""

    title = Text(max_length=200, required=False)
    statement = words()
    signature = line()
    severity = serializers.ChoiceField(Severity.choices, required=False)
    urgency = serializers.ChoiceField(Severity.choices, required=False)
    confirmed = confirmed()


class KnownErrorStatusIn(Shape):
    status = serializers.ChoiceField(ErrorStatus.choices)
    fixed_versions = line()


class WorkaroundAnswerIn(Shape):
    send = serializers.BooleanField(help_text="True: to the requester now. False: not on this ticket.")
    confirmed = confirmed()


class MetIn(Shape):
    known_error = serializers.IntegerField(min_value=1, max_value=LARGEST, help_text="Id.")


class RecurringIn(Shape):
    signature = Text(max_length=200)
    evidence = words()
    confirmed = confirmed()


class TrendDecisionIn(Shape):
    decision = serializers.ChoiceField(DECISIONS)
    problem = serializers.IntegerField(min_value=1, max_value=LARGEST, required=False, help_text="Where it is put to.")
    title = line()
    reason = line(500)


class FlagsDecisionIn(TrendDecisionIn):
    """Of all flags of one signature."""

    group = Text(max_length=200)
