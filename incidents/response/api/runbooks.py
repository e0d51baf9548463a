"""Runbooks at work on an incident: the same actions as the page's (INC-21)."""

from rest_framework import serializers

from kb.playbooks.models import Playbook, RunOutcome, StepOutcome
from supportdesk.api.lookups import one as one_of
from supportdesk.api.shapes import LARGEST, Shape, Text, read
from supportdesk.api.told import Card, page_of
from supportdesk.api.views import answer
from tickets.desk.queries.playbooks import seen_of, steps_of

from ..actions.runbooks import begin_runbook, end_runbook, take_runbook_step
from ..queries.runbooks import gone_wrong, runs_of
from . import shown
from .base import READ, WRITE, IncidentView
from .shapes import confirmed_codes


class RunbookBeginIn(Shape):
    playbook = serializers.IntegerField(min_value=1, max_value=LARGEST)


class RunbookResultIn(Shape):
    step = serializers.IntegerField(min_value=1, max_value=1000, help_text="Its number, from 1.")
    seen = serializers.IntegerField(min_value=0, max_value=10**6, help_text="`results` as they were read.")
    outcome = serializers.ChoiceField(StepOutcome.choices, required=False, allow_blank=True)
    answer = Text(max_length=200, required=False, allow_blank=True, help_text="One of its answers, where it asks.")
    words = Text(max_length=10_000, required=False, allow_blank=True)
    confirmed = confirmed_codes()


class RunbookEndIn(Shape):
    outcome = serializers.ChoiceField(RunOutcome.choices)
    words = Text(max_length=10_000, required=False, allow_blank=True)


class RunbookResultTold(serializers.Serializer):
    outcome = serializers.ChoiceField(StepOutcome.choices)
    answer = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    by = Card()


class RunbookStepTold(serializers.Serializer):
    number = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField(allow_blank=True)
    expected = serializers.CharField(allow_blank=True)
    answers = serializers.ListField(child=serializers.CharField())
    next = serializers.BooleanField(help_text="It can be done now.")
    result = RunbookResultTold(allow_null=True)


class RunbookRunTold(serializers.Serializer):
    id = serializers.IntegerField()
    playbook = serializers.IntegerField()
    name = serializers.CharField()
    begun_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(RunOutcome.choices, allow_null=True)
    words = serializers.CharField(allow_blank=True)
    results = serializers.IntegerField(help_text="So many; say it as `seen`.")
    warning = serializers.CharField(allow_blank=True, help_text="Which steps were not as expected.")
    rollback = serializers.CharField(help_text="The way back.")
    steps = RunbookStepTold(many=True)


result = shown.plain(("outcome", "answer", "words", "at"), "by")


class RunbookView(IncidentView):
    def run_of(self, pk, runbook_pk):
        one = self.found(pk)
        run = self.part(one.runbooks.select_related("version"), runbook_pk)
        run.incident = one
        return run

    def shown(self, run):
        steps = steps_of(run)
        wrong = ", ".join(f"{one.number}. {one.title}" for one in gone_wrong(steps))
        same = {name: getattr(run, name) for name in ("begun_at", "ended_at", "words")}
        about = {"id": run.pk, "playbook": run.version.playbook_id, "name": run.version.name}
        about |= {"outcome": run.outcome or None, "results": seen_of(run), "rollback": run.version.rollback}
        return about | same | {"warning": wrong, "steps": [self.step(one) for one in steps]}

    def step(self, one):
        same = ("number", "title", "body", "expected", "answers", "next")
        said = one.result and result(one.result, self.viewer)
        return {name: getattr(one, name) for name in same} | {"result": said}


class IncidentRunbooks(RunbookView):
    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": RunbookBeginIn}
    tells = {"GET": (200, page_of(RunbookRunTold, cursors=False)), "POST": (201, RunbookRunTold)}

    def get(self, request, pk):
        return answer({"results": [self.shown(run) for run in runs_of(self.found(pk))]})

    def post(self, request, pk):
        one, given = self.found(pk), read(RunbookBeginIn, request)
        playbook = one_of(Playbook.objects.offered_to(self.viewer), given["playbook"], "playbook")
        return answer(self.shown(begin_runbook(one, by=self.by(), playbook=playbook)), 201)


class OneIncidentRunbook(RunbookView):
    scopes = {"GET": READ}
    tells = {"GET": (200, RunbookRunTold)}

    def get(self, request, pk, runbook_pk):
        return answer(self.shown(self.run_of(pk, runbook_pk)))


class IncidentRunbookSteps(RunbookView):
    """What came of a step. A step that somebody else did meanwhile: 412."""

    scopes = {"POST": WRITE}
    shapes = {"POST": RunbookResultIn}
    tells = {"POST": (200, RunbookRunTold)}

    def post(self, request, pk, runbook_pk):
        run = self.run_of(pk, runbook_pk)
        take_runbook_step(run, by=self.by(), **read(RunbookResultIn, request))
        return answer(self.shown(self.run_of(pk, runbook_pk)))


class IncidentRunbookEnd(RunbookView):
    scopes = {"POST": WRITE}
    shapes = {"POST": RunbookEndIn}
    tells = {"POST": (200, RunbookRunTold)}

    def post(self, request, pk, runbook_pk):
        run = self.run_of(pk, runbook_pk)
        return answer(self.shown(end_runbook(run, by=self.by(), **read(RunbookEndIn, request))))
