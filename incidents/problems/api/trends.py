"""The lead's inbox over REST (PRB-02, T-39)."""

from supportdesk.api.rows import OneRowView, RowsView
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from tickets.desk.models import Ticket

from ..actions.triage import triage_flags, triage_spike
from ..queries import lists
from . import shapes, told
from .base import READ, WRITE, ProblemView, found

PLAIN = ("dimension", "label", "count", "mean", "raised_at", "state")


class SpikeRows(ProblemView):
    scopes = {"GET": READ}

    def rows(self):
        return lists.spikes(self.viewer, state="")

    def shown(self, one):
        seen = Ticket.objects.visible_to(self.viewer).order_by().values("pk")
        tickets = one.tickets.filter(pk__in=seen).order_by("pk").values_list("pk", flat=True)
        same = {name: getattr(one, name) for name in PLAIN}
        return {"id": one.pk, **same, "problem": one.problem_id, "tickets": list(tickets)}


class Spikes(SpikeRows, RowsView):
    tells = {"GET": (200, page_of(told.Spike))}
    default_order = "-id"


class OneSpike(SpikeRows, OneRowView):
    tells = {"GET": (200, told.Spike)}


class SpikeDecision(SpikeRows):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.TrendDecisionIn}
    tells = {"POST": (200, told.DecidedTold)}

    def post(self, request, pk):
        spike = found(self.rows(), pk)
        made = triage_spike(spike, by=self.by(), **self.named(read(shapes.TrendDecisionIn, request)))
        return answer({"problem": made and made.pk})


class Flags(ProblemView):
    """What looks recurring, grouped by signature; a decision is of the whole group."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.FlagsDecisionIn}
    tells = {"GET": (200, told.GroupsTold), "POST": (200, told.DecidedTold)}

    def get(self, request):
        return answer({"results": [shown_group(one) for one in lists.inbox(self.viewer)]})

    def post(self, request):
        given = self.named(read(shapes.FlagsDecisionIn, request))
        made = triage_flags(given.pop("group"), by=self.by(), **given)
        return answer({"problem": made and made.pk})


def shown_group(group):
    tickets = [flag.ticket_id for flag in group.flags]
    return {"group": group.grouped, "signature": group.signature, "count": group.count, "tickets": tickets}
