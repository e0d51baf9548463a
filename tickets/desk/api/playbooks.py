"""Playbooks at work on a ticket: the same actions as the page's (T-16)."""

from django.http import Http404
from rest_framework import serializers

from kb.playbooks.models import Playbook, RunOutcome, StepOutcome
from supportdesk.accounts.mask import mask_person
from supportdesk.api.lookups import one as named
from supportdesk.api.shapes import Shape, Text, read
from supportdesk.api.told import Card, page_of
from supportdesk.api.views import answer

from ..actions.playbooks import begin_playbook, end_playbook, take_step
from ..models import PlaybookRun
from ..queries.playbooks import runs_of, seen_of, steps_of
from . import shapes
from .base import READ, WRITE, DeskView


class PlaybookBeginIn(Shape):
    playbook = shapes.number()


class PlaybookResultIn(Shape):
    step = serializers.IntegerField(min_value=1, max_value=1000, help_text="Its number, from 1.")
    seen = serializers.IntegerField(min_value=0, max_value=10**6, help_text="`results` as they were read.")
    outcome = serializers.ChoiceField(StepOutcome.choices, required=False, allow_blank=True)
    answer = Text(max_length=200, required=False, allow_blank=True, help_text="One of its answers, where it asks.")
    words = Text(max_length=10_000, required=False, allow_blank=True)
    confirmed = shapes.confirmed_codes()


class PlaybookEndIn(Shape):
    outcome = serializers.ChoiceField(RunOutcome.choices)
    words = Text(max_length=10_000, required=False, allow_blank=True)
    confirmed = shapes.confirmed_codes()


class StepResultTold(serializers.Serializer):
    outcome = serializers.ChoiceField(StepOutcome.choices)
    answer = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)
    by = Card()
    at = serializers.DateTimeField()


class RunStepTold(serializers.Serializer):
    number = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField(allow_blank=True)
    expected = serializers.CharField(allow_blank=True)
    answers = serializers.ListField(child=serializers.CharField())
    next = serializers.BooleanField(help_text="It can be done now.")
    result = StepResultTold(allow_null=True)


class PlaybookRunTold(serializers.Serializer):
    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    playbook = serializers.IntegerField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    begun_by = Card()
    begun_at = serializers.DateTimeField()
    ended_by = Card(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(RunOutcome.choices, allow_null=True)
    words = serializers.CharField(allow_blank=True)
    results = serializers.IntegerField(help_text="So many; say it as `seen`.")
    steps = RunStepTold(many=True)


class RunView(DeskView):
    def run_of(self, pk, run_pk):
        self.require_desk()
        ticket = self.found(pk, related=())
        run = PlaybookRun.objects.filter(ticket=ticket, pk=run_pk).select_related("version", "ticket").first()
        if run is None:
            raise Http404
        return run

    def card(self, person):
        return person and {"id": person.pk, "name": mask_person(self.viewer, person).name}

    def shown(self, run):
        same = {name: getattr(run, name) for name in ("begun_at", "ended_at", "words")}
        people = {name: self.card(getattr(run, name)) for name in ("begun_by", "ended_by")}
        about = {"playbook": run.version.playbook_id, "version": run.version.number, "name": run.version.name}
        steps = {"results": seen_of(run), "steps": [self.step(one) for one in steps_of(run)]}
        numbers = {"id": run.pk, "ticket": run.ticket_id, "outcome": run.outcome or None}
        return numbers | about | same | people | steps

    def step(self, one):
        same = ("number", "title", "body", "expected", "answers", "next")
        return {name: getattr(one, name) for name in same} | {"result": one.result and self.result(one.result)}

    def result(self, one):
        same = {name: getattr(one, name) for name in ("outcome", "answer", "words", "at")}
        return same | {"by": self.card(one.by)}


class TicketPlaybooks(RunView):
    """Those at work on a ticket, and those that have ended."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": PlaybookBeginIn}
    tells = {"GET": (200, page_of(PlaybookRunTold, cursors=False)), "POST": (201, PlaybookRunTold)}

    def get(self, request, pk):
        self.require_desk()
        return answer({"results": [self.shown(run) for run in runs_of(self.found(pk, related=()))]})

    def post(self, request, pk):
        self.require_desk()
        ticket, given = self.found(pk), read(PlaybookBeginIn, request)
        playbook = named(Playbook.objects.offered_to(self.viewer), given["playbook"], "playbook")
        run = begin_playbook(ticket, by=self.by(), playbook=playbook)
        return answer(self.shown(run), 201, Location=f"/api/v1/tickets/{pk}/playbooks/{run.pk}")


class OneRun(RunView):
    scopes = {"GET": READ}
    tells = {"GET": (200, PlaybookRunTold)}

    def get(self, request, pk, run_pk):
        return answer(self.shown(self.run_of(pk, run_pk)))


class RunSteps(RunView):
    """What came of a step. A step that somebody else did meanwhile: 412."""

    scopes = {"POST": WRITE}
    shapes = {"POST": PlaybookResultIn}
    tells = {"POST": (200, PlaybookRunTold)}

    def post(self, request, pk, run_pk):
        run = self.run_of(pk, run_pk)
        take_step(run, by=self.by(), **read(PlaybookResultIn, request))
        return answer(self.shown(run))


class RunEnd(RunView):
    scopes = {"POST": WRITE}
    shapes = {"POST": PlaybookEndIn}
    tells = {"POST": (200, PlaybookRunTold)}

    def post(self, request, pk, run_pk):
        run = self.run_of(pk, run_pk)
        end_playbook(run, by=self.by(), **read(PlaybookEndIn, request))
        return answer(self.shown(run))
