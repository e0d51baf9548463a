"""What is proposed for matrix and trackers by those who need another's word (C 55, C 72)."""

from django.http import Http404

from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing
from supportdesk.errors import Refused

from .. import queries
from ..actions.propose import drop_proposal, propose, put_in_force
from ..models import OfficeProposal
from ..models.proposal import Matter
from . import shapes, shown, told
from .office import things
from .views import READ, WRITE, by


class ProposalRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return OfficeProposal.objects.visible_to(self.viewer).open().select_related("made_by")

    def one(self, pk):
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def shown(self, one):
        return shown.proposal(self.viewer, one)


class LaneProposals(ProposalRows, RowsView):
    """What was proposed for the matrix or for trackers and is open. Posted, a change of the matrix is asked for; `lane`
    is the entry that it changes."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.LaneProposalIn}
    tells = {"GET": (200, page_of(told.OfficeProposal)), "POST": (201, told.OfficeProposal)}

    def post(self, request):
        self.rows()
        said = read(shapes.LaneProposalIn, request)
        pk = said.pop("lane", None)
        known = queries.lanes(self.viewer).filter(pk=pk).first() if pk else None
        if pk and known is None:
            raise Refused("There is no such entry.", field="lane")
        made = propose(Matter.LANE, by=by(self), known=known, **things(self.viewer, said))
        return answer(self.shown(made), 201, Location=f"/api/v1/escalation-proposals/{made.pk}")


class TrackerProposals(ProposalRows):
    """A tracker asked for."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.TrackerProposalIn}
    tells = {"POST": (201, told.OfficeProposal)}

    def post(self, request):
        self.rows()
        made = propose(Matter.TRACKER, by=by(self), **read(shapes.TrackerProposalIn, request))
        return answer(self.shown(made), 201, Location=f"/api/v1/escalation-proposals/{made.pk}")


class OneProposal(ProposalRows, OneRowView):
    """Deleting drops it."""

    scopes = {"GET": READ, "DELETE": WRITE}
    tells = {"GET": (200, told.OfficeProposal), "DELETE": (204, None)}

    def delete(self, request, pk):
        drop_proposal(self.one(pk), by=by(self))
        return nothing()


class ProposalForce(ProposalRows):
    """Once it is granted, by whoever asked. The secret of a tracker is told here, this once."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.EmptyIn}
    tells = {"POST": (200, told.ProposalMade)}
    idempotent = False

    def post(self, request, pk):
        one = self.one(pk)
        read(shapes.EmptyIn, request)
        made = put_in_force(one, by=by(self))
        tracker = one.matter == Matter.TRACKER
        return answer({"matter": one.matter, "id": made.pk, "secret": made.secret() if tracker else None})
