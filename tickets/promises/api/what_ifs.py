"""What another policy or other hours would have meant: asked, watched, stopped and read like on the pages."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter

from supportdesk.accounts.actor import Actor
from supportdesk.api import pages
from supportdesk.api.lookups import one as named
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer

from .. import policy, queries
from ..actions import what_if as acts
from ..drafts import open_drafts
from ..models import WhatIf
from . import shapes, told

READ, ADMIN = "tickets:read", "admin"
FIGURE = ("what", "queue", "weekday", "hour")


def shown(one):
    plain = ("since", "until", "zone", "also_open", "state", "total", "done", "clocks", "created_at", "ended_at")
    figures = {name: getattr(one, name) for name in ("recorded", "instead", "gained", "lost", "kept")}
    asked_by = {"id": one.asked_by_id, "name": one.asked_by.name}
    draft = {name: one.draft[name] for name in ("kind", "key", "name")}
    said = {name: getattr(one, name) for name in plain}
    return {"id": one.pk, "draft": draft, "figures": figures, "asked_by": asked_by} | said


def in_full(one):
    queues = [
        {"queue": {"id": line.queue, "name": line.name}, "gained": line.gained, "lost": line.lost}
        for line in queries.by_queue(one)
    ]
    return shown(one) | {"by_queue": queues, "by_hour": hours(one)}


def hours(one):
    grids = {what: queries.by_hour(one, what) for what in queries.GAINED}
    cells = [
        {"weekday": day, "hour": hour} | {what: grid[hour][day].breaches for what, grid in grids.items()}
        for day in range(7)
        for hour in range(24)
    ]
    return [cell for cell in cells if any(cell[what] for what in grids)]


class WhatIfView(ApiView):
    """For whoever does not lead, manage, administer or audit there are no what-ifs."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not policy.reads(self.viewer):
            raise Http404

    def by(self):
        return Actor(self.viewer, "api")

    def known(self):
        return WhatIf.objects.select_related("asked_by")

    def one(self, pk):
        found = self.known().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class WhatIfs(WhatIfView):
    scopes = {"GET": READ, "POST": ADMIN}
    parameters = pages.PARAMETERS
    shapes = {"POST": shapes.WhatIfIn}
    tells = {"GET": (200, page_of(told.WhatIf)), "POST": (201, told.WhatIf)}

    def get(self, request):
        page = pages.page(request, self.known(), self.orders, default="-id")
        body = page.body([shown(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def post(self, request):
        """Ask. It goes on by itself; look again for what it found."""
        given = read(shapes.WhatIfIn, request)
        draft = named(open_drafts(self.viewer), given.pop("draft"), "draft")
        made = acts.ask(draft, by=self.by(), **{"zone": self.viewer.zone, **given})
        return answer(shown(made), 201, Location=f"/api/v1/what-ifs/{made.pk}")


class OneWhatIf(WhatIfView):
    scopes = {"GET": READ}
    tells = {"GET": (200, told.OneWhatIf)}

    def get(self, request, pk):
        return answer(in_full(self.one(pk)))


class WhatIfStop(WhatIfView):
    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.WhatIf)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(shown(acts.stop(self.one(pk), by=self.by())))


class Breaches(WhatIfView):
    """The breaches behind a figure."""

    scopes = {"GET": READ}
    parameters = pages.PARAMETERS | set(FIGURE)
    query = tuple(OpenApiParameter(name, int if name != "what" else str) for name in FIGURE)
    tells = {"GET": (200, page_of(told.Breach))}

    def get(self, request, pk):
        wanted = shapes.Wanted(data={name: request.GET[name] for name in FIGURE if name in request.GET})
        wanted.is_valid(raise_exception=True)
        seen, _ = queries.readable(queries.Chosen(**wanted.validated_data).of(self.one(pk)), request.user)
        page = pages.page(request, seen, self.orders, default="id")
        body = page.body([self.line(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    @staticmethod
    def line(one):
        plain = ("goal", "gained", "at", "was_due", "due")
        queue = {"id": one.queue_id, "name": one.queue.name}
        return {"id": one.pk, "ticket": one.ticket_id, "queue": queue} | {name: getattr(one, name) for name in plain}
