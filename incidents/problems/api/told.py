"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from ..states import (
    ActionKind,
    Answer,
    Audience,
    Birth,
    Dimension,
    ErrorStatus,
    Method,
    Severity,
    State,
    Triage,
)


class ImpactTold(serializers.Serializer):
    """Each number is that of the rows at `…/impact`."""

    tickets = serializers.IntegerField()
    customers = serializers.IntegerField()
    minutes = serializers.IntegerField(help_text="Working minutes on the clocks of resolution, without waits.")
    downtime = serializers.IntegerField(help_text="Minutes of its incidents, from the beginning to the recovery.")
    tiers = serializers.DictField(child=serializers.IntegerField())
    first_seen = serializers.DateTimeField(allow_null=True)
    last_seen = serializers.DateTimeField(allow_null=True)
    revenue_at_risk = serializers.BooleanField()


class ImpactRowTold(serializers.Serializer):
    """A ticket that counts; one that the reader may not read has neither number nor customer."""

    ticket = serializers.IntegerField(allow_null=True)
    customer = serializers.CharField(allow_null=True)
    minutes = serializers.IntegerField()


class OutageTold(serializers.Serializer):
    """An incident that counts; one that the reader may not know of has no number."""

    incident = serializers.IntegerField(allow_null=True)
    minutes = serializers.IntegerField()


class ImpactRowsTold(ImpactTold):
    rows = ImpactRowTold(many=True)
    outages = OutageTold(many=True)


class StepTold(serializers.Serializer):
    position = serializers.IntegerField()
    statement = serializers.CharField()
    evidence = serializers.CharField()


class FixActionTold(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(ActionKind.choices)
    words = serializers.CharField()
    owner = Card()
    due_on = serializers.DateField()
    reference = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    done_at = serializers.DateTimeField(allow_null=True)
    dropped_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField(allow_blank=True)


class RecurrenceTold(serializers.Serializer):
    at = serializers.DateTimeField()
    deployed_at = serializers.DateTimeField()
    why = serializers.CharField()


class ProblemTold(serializers.Serializer):
    """A fault that comes back. `instants` has one for each state that it has reached in this round."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    statement = serializers.CharField(allow_blank=True)
    birth = serializers.ChoiceField(Birth.choices)
    state = serializers.ChoiceField(State.choices)
    instants = serializers.DictField(child=serializers.DateTimeField())
    component = Card(allow_null=True)
    category = Card(allow_null=True)
    signature = serializers.CharField(allow_blank=True)
    severity = serializers.ChoiceField(Severity.choices)
    urgency = serializers.ChoiceField(Severity.choices)
    owner = Card(allow_null=True)
    engineer = Card(allow_null=True)
    hypotheses = serializers.CharField(allow_blank=True)
    root_cause = serializers.CharField(allow_blank=True)
    cause_category = serializers.CharField(allow_blank=True)
    cause_key = serializers.CharField(allow_blank=True)
    workaround = serializers.CharField(allow_blank=True)
    proposed_fix = serializers.CharField(allow_blank=True)
    fix = serializers.CharField(allow_blank=True)
    fix_priority = serializers.IntegerField(allow_null=True)
    measure = serializers.CharField(allow_blank=True)
    result = serializers.CharField(allow_blank=True)
    target_on = serializers.DateField(allow_null=True)
    exit_reason = serializers.CharField(allow_blank=True)
    review_on = serializers.DateField(allow_null=True)
    merged_into = serializers.IntegerField(allow_null=True)
    recurrences = serializers.IntegerField()
    cycle_seconds = serializers.IntegerField(allow_null=True, help_text="To the fix, once it is verified.")
    version = serializers.IntegerField()


class ProblemWhole(ProblemTold):
    impact = ImpactTold()
    evidence = serializers.ListField(child=serializers.IntegerField(), help_text="Tickets that you may read.")
    incidents = serializers.ListField(child=serializers.IntegerField(), help_text="Incidents that you may know of.")
    method = serializers.ChoiceField(Method.choices)
    chain = StepTold(many=True)
    actions = FixActionTold(many=True)
    known_errors = serializers.ListField(child=serializers.IntegerField())
    came_back = RecurrenceTold(many=True)


class NamedProblem(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    state = serializers.ChoiceField(State.choices)


class NamedProblems(serializers.Serializer):
    results = NamedProblem(many=True)


class KnownError(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    problem = serializers.IntegerField(allow_null=True)
    component = Card(allow_null=True)
    error_codes = serializers.ListField(child=serializers.CharField())
    symptom = serializers.CharField()
    conditions = serializers.CharField(allow_blank=True)
    cause = serializers.CharField(allow_blank=True)
    workaround = serializers.CharField(allow_blank=True)
    side_effects = serializers.CharField(allow_blank=True)
    affected_versions = serializers.CharField(allow_blank=True)
    fixed_versions = serializers.CharField(allow_blank=True)
    audience = serializers.ChoiceField(Audience.choices)
    words_internal = serializers.CharField(allow_blank=True)
    words_public = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(ErrorStatus.choices)
    status_since = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)
    checked_at = serializers.DateTimeField()
    tickets = serializers.IntegerField(help_text="How many it explains.")
    version = serializers.IntegerField()


class OfferTold(serializers.Serializer):
    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    words = serializers.CharField()
    answer = serializers.ChoiceField(Answer.choices)
    offered_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class OffersTold(serializers.Serializer):
    results = OfferTold(many=True)


class MatchTold(serializers.Serializer):
    known_error = serializers.IntegerField()
    title = serializers.CharField()
    workaround = serializers.CharField(allow_blank=True)
    why = serializers.CharField()
    linked = serializers.BooleanField()


class BesideTold(serializers.Serializer):
    """What is known beside a ticket: first what may explain it."""

    known_errors = MatchTold(many=True)
    incidents = serializers.ListField(child=serializers.IntegerField(), help_text="Open, of the same component.")
    problems = serializers.ListField(child=serializers.IntegerField())
    offers = serializers.ListField(child=serializers.IntegerField())
    flags = serializers.ListField(child=serializers.CharField())


class Spike(serializers.Serializer):
    id = serializers.IntegerField()
    dimension = serializers.ChoiceField(Dimension.choices)
    label = serializers.CharField()
    count = serializers.IntegerField(help_text="Reports in a day.")
    mean = serializers.FloatField(help_text="A day, in the four weeks before.")
    raised_at = serializers.DateTimeField()
    state = serializers.ChoiceField(Triage.choices)
    problem = serializers.IntegerField(allow_null=True)
    tickets = serializers.ListField(child=serializers.IntegerField(), help_text="Those that you may read.")


class GroupTold(serializers.Serializer):
    group = serializers.CharField()
    signature = serializers.CharField()
    count = serializers.IntegerField()
    tickets = serializers.ListField(child=serializers.IntegerField())


class GroupsTold(serializers.Serializer):
    results = GroupTold(many=True)


class DecidedTold(serializers.Serializer):
    problem = serializers.IntegerField(allow_null=True)
