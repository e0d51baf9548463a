"""Problems over REST: the same actions as the pages'."""

from django.http import Http404

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
from ..actions.gather import gather, release
from ..actions.merge import merge
from ..actions.move import move
from ..actions.open import open_problem
from ..queries import impact, lists
from . import shapes, shown, told
from .base import READ, WRITE, ProblemView, found


class WholeView(ProblemView):
    def told_whole(self, pk, status=200, **headers):
        one = self.problem(pk)
        body = shown.whole(one, self.viewer, self.now(self.request))
        return answer(body, status, ETag=f'"{one.version}"', **headers)


class Problems(RowsView, WholeView):
    """`tab`: open, candidates, mine, fixed, left."""

    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS | {"tab"}
    query = (parameter("tab", "Only those.", schema={"type": "string", "enum": list(lists.TABS)}),)
    shapes = {"POST": shapes.ProblemIn}
    tells = {"GET": (200, page_of(told.ProblemTold)), "POST": (201, told.ProblemWhole)}
    default_order = "-id"

    def rows(self):
        tab = self.request.GET.get("tab", "all")
        return lists.problems(self.viewer, tab=tab if tab in lists.TABS else "all")

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
        return answer(shown.figures(one, cost) | {"rows": [shown.impact_row(row) for row in cost.rows]})


class StepView(WholeView):
    """One act on a problem, by the version that was seen."""

    scopes = {"POST": WRITE}
    tells = {"POST": (200, told.ProblemWhole)}
    versioned: tuple[str, ...] = ("POST",)

    def post(self, request, pk):
        one = self.problem(pk)
        seen = version_seen(request) if self.versioned else None
        self.act(one, seen, self.named(read(self.shapes["POST"], request)))
        return self.told_whole(pk)

    def act(self, one, seen, given):
        raise NotImplementedError


class Move(StepView):
    shapes = {"POST": shapes.MoveProblemIn}

    def act(self, one, seen, given):
        move(one, by=self.by(), seen=seen, **given)


class Merging(StepView):
    shapes = {"POST": shapes.MergeProblemIn}

    def act(self, one, seen, given):
        merge(one, by=self.by(), seen=seen, into=self.problem(given["into"]), reason=given.get("reason", ""))


class FixPriority(StepView):
    shapes = {"POST": shapes.FixPriorityIn}

    def act(self, one, seen, given):
        editing.prioritise_fix(one, by=self.by(), seen=seen, **given)


class Chain(StepView):
    shapes = {"POST": shapes.ChainIn}

    def act(self, one, seen, given):
        chain(one, by=self.by(), seen=seen, **given)


class Evidence(StepView):
    """Added without a version: evidence never overwrites anything."""

    shapes = {"POST": shapes.EvidenceIn}
    versioned = ()

    def act(self, one, seen, given):
        gather(one, by=self.by(), **given)


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


class Actions(StepView):
    shapes = {"POST": shapes.FixActionIn}
    versioned = ()

    def act(self, one, seen, given):
        fixing.plan_action(one, by=self.by(), **given)


class ActionStep(WholeView):
    scopes = {"POST": WRITE}
    tells = {"POST": (200, told.ProblemWhole)}

    def post(self, request, pk, action_pk):
        action = found(self.problem(pk).actions.select_related("problem", "owner"), action_pk)
        self.act(action, read(self.shapes["POST"], request))
        return self.told_whole(pk)

    def act(self, action, given):
        raise NotImplementedError


class ActionDone(ActionStep):
    shapes = {"POST": shapes.OutcomeIn}

    def act(self, action, given):
        fixing.do_action(action, by=self.by(), **given)


class ActionDropped(ActionStep):
    shapes = {"POST": shapes.DropIn}

    def act(self, action, given):
        fixing.drop_action(action, by=self.by(), reason=given.get("reason", ""))
