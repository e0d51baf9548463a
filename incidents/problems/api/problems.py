"""Problems over REST: the same actions as the pages'."""

from collections.abc import Callable
from typing import Any

from django.http import Http404

from incidents.response.models import Incident
from supportdesk.api import pages
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from ..actions import edit as editing
from ..actions import fixing
from ..actions.chain import chain
from ..actions.gather import gather, release, release_incident
from ..actions.merge import merge
from ..actions.move import move
from ..actions.open import open_problem
from ..queries import finding, impact, lists
from . import shapes, shown, told
from .base import READ, WORDS, WRITE, ProblemView, found, said_in


class WholeView(ProblemView):
    def told_whole(self, pk, status=200, **headers):
        one = self.problem(pk)
        body = shown.whole(one, self.viewer, self.now(self.request))
        return answer(body, status, ETag=f'"{one.version}"', **headers)


class Problems(RowsView, WholeView):
    """`tab`: open, candidates, mine, fixed, left; `q`: those that say it."""

    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS | {"tab", "q"}
    query = (parameter("tab", "Only those.", schema={"type": "string", "enum": list(lists.TABS)}), WORDS)
    shapes = {"POST": shapes.ProblemIn}
    tells = {"GET": (200, page_of(told.ProblemTold)), "POST": (201, told.ProblemWhole)}
    default_order = "-id"

    def rows(self):
        tab = self.request.GET.get("tab", "all")
        rows = lists.problems(self.viewer, tab=tab if tab in lists.TABS else "all")
        return said_in(self.request, rows, finding.problems)

    def shown(self, one):
        return shown.problem(one)

    def post(self, request):
        given = self.named(read(shapes.ProblemIn, request))
        made = open_problem(given.pop("title"), by=self.by(), **given)
        return self.told_whole(made.pk, 201, Location=f"/api/v1/problems/{made.pk}")


class OneProblem(WholeView):
    scopes = {"GET": READ, "PATCH": WRITE}
    shapes = {"PATCH": shapes.ChangeProblemIn}
    tells = {"GET": (200, told.ProblemWhole), "PATCH": (200, told.ProblemWhole)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.told_whole(pk)

    def patch(self, request, pk):
        one, seen = self.problem(pk), version_seen(request)
        editing.edit(one, by=self.by(), seen=seen, **self.named(read(shapes.ChangeProblemIn, request)))
        return self.told_whole(pk)


class Impact(ProblemView):
    """The rows behind each number."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.ImpactRowsTold)}

    def get(self, request, pk):
        one = self.problem(pk)
        cost = impact.impact(one, self.viewer, self.now(request))
        rows = {
            "rows": [shown.impact_row(row) for row in cost.rows],
            "outages": [shown.outage(row) for row in cost.outages],
        }
        return answer(shown.figures(one, cost) | rows)


class StepView(WholeView):
    """One act on a problem, by the version that was seen."""

    scopes = {"POST": WRITE}
    tells = {"POST": (200, told.ProblemWhole)}
    versioned: tuple[str, ...] = ("POST",)
    action: Callable[..., Any]

    def post(self, request, pk):
        one = self.problem(pk)
        seen = {"seen": version_seen(request)} if self.versioned else {}
        self.action(one, by=self.by(), **seen, **self.named(read(self.shapes["POST"], request)))
        return self.told_whole(pk)


class Move(StepView):
    shapes = {"POST": shapes.MoveProblemIn}
    action = staticmethod(move)


class Merging(StepView):
    shapes = {"POST": shapes.MergeProblemIn}
    action = staticmethod(merge)


class FixPriority(StepView):
    shapes = {"POST": shapes.FixPriorityIn}
    action = staticmethod(editing.prioritise_fix)


class Chain(StepView):
    shapes = {"POST": shapes.ChainIn}
    action = staticmethod(chain)


class Evidence(StepView):
    """Added without a version: evidence never overwrites anything."""

    shapes = {"POST": shapes.EvidenceIn}
    versioned = ()
    action = staticmethod(gather)


class OneEvidence(ProblemView):
    """By the number of the ticket."""

    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, ticket_pk):
        rows = lists.evidence(self.problem(pk), self.viewer).select_related("problem", "ticket")
        row = rows.filter(ticket=ticket_pk).first()
        if row is None:
            raise Http404
        release(row, by=self.by())
        return nothing()


class OneOutage(ProblemView):
    """By the number of the incident."""

    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, incident_pk):
        row = lists.outages(self.problem(pk), self.viewer).filter(incident=incident_pk).first()
        if row is None:
            raise Http404
        release_incident(row, by=self.by())
        return nothing()


class OfIncident(ProblemView):
    """What an incident is evidence for."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.NamedProblems)}

    def get(self, request, pk):
        incident = found(Incident.objects.visible_to(self.viewer), pk)
        named = lists.of_incident(incident, self.viewer)
        return answer({"results": [{"id": one.pk, "title": one.title, "state": one.state} for one in named]})


class Actions(StepView):
    shapes = {"POST": shapes.FixActionIn}
    versioned = ()
    action = staticmethod(fixing.plan_action)


class ActionStep(WholeView):
    scopes = {"POST": WRITE}
    tells = {"POST": (200, told.ProblemWhole)}
    action: Callable[..., Any]

    def post(self, request, pk, action_pk):
        planned = found(self.problem(pk).actions.select_related("problem", "owner"), action_pk)
        self.action(planned, by=self.by(), **read(self.shapes["POST"], request))
        return self.told_whole(pk)


class ActionDone(ActionStep):
    shapes = {"POST": shapes.OutcomeIn}
    action = staticmethod(fixing.do_action)


class ActionDropped(ActionStep):
    shapes = {"POST": shapes.DropIn}
    action = staticmethod(fixing.drop_action)
