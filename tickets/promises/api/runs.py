"""Publishing a proposal of a policy, and how far the open tickets have come."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.api.shapes import Shape, read
from supportdesk.api.views import ApiView, answer
from tickets.sla.models import Draft

from ..actions.publish_terms import publish_terms
from ..actions.retarget_open import stop_run
from ..models import RetargetRun
from . import runs_told as told

READ, ADMIN = "catalogue:read", "admin"


class NothingHereIn(Shape):
    """Nothing but the address."""


class OfRuns(ApiView):
    def by(self):
        return Actor(self.viewer, "api")

    def run(self, pk):
        found = RetargetRun.objects.visible_to(self.viewer).select_related("draft").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class PublishedSlaProposal(OfRuns):
    """Let it hold. What needs somebody's word is refused with what to send to ask for it."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingHereIn}
    tells = {"POST": (200, told.PublishedTold)}

    def post(self, request, policy_draft):
        return self.published(request, Draft.What.POLICY, policy_draft)

    def published(self, request, what, pk):
        draft = Draft.objects.visible_to(self.viewer).filter(what=what, pk=pk).first()
        if draft is None:
            raise Http404
        read(NothingHereIn, request)
        made, run = publish_terms(draft, by=self.by())
        said = {"key": made.key, "version": made.version, "effective_from": made.effective_from}
        return answer(said | {"run": run and run_shown(run)})


class PublishedCalendarProposal(PublishedSlaProposal):
    def post(self, request, calendar_draft):
        return self.published(request, Draft.What.CALENDAR, calendar_draft)


class SlaRun(OfRuns):
    """Open tickets judged by what was published: how far it has come."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.RunTold)}

    def get(self, request, retarget_run):
        return answer(run_shown(self.run(retarget_run)))


class StoppedSlaRun(OfRuns):
    """The rest stays as it is; what was judged stays judged."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingHereIn}
    tells = {"POST": (200, told.RunTold)}

    def post(self, request, retarget_run):
        found = self.run(retarget_run)
        read(NothingHereIn, request)
        return answer(run_shown(stop_run(found, by=self.by())))


def run_shown(run) -> dict:
    return {
        "id": run.pk,
        "proposal": run.draft_id,
        "state": run.state,
        "starts_at": run.starts_at,
        "total": run.total,
        "done": run.done,
        "clocks": run.clocks,
        "ended_at": run.ended_at,
    }
