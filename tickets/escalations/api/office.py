"""The matrix, trackers, and what trackers send."""

from typing import Any

from django.http import Http404

from supportdesk import clock
from supportdesk.accounts.models import Person, Team
from supportdesk.api.errors import Problem
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing
from supportdesk.catalogue.models import Component
from supportdesk.errors import Refused

from .. import queries, signing
from ..actions.issues import hear_of_issue, keep_tracker
from ..actions.matrix import confirm_lane, keep_lane, retire_lane
from ..models import Tracker
from . import shapes, shown, told
from .views import READ, WRITE, by

SIGNATURE = "X-Supportdesk-Signature"
THINGS: dict[str, Any] = {"component": Component, "group": Team, "contact": Person, "owner": Person}


class LaneRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return queries.lanes(self.viewer)

    def one(self, pk):
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def shown(self, one):
        return shown.lane(self.viewer, one)


def things(viewer, said):
    """What a body names by its id."""
    found = dict(said)
    for name, model in THINGS.items():
        if said.get(name) is not None:
            rows = model.objects.all() if model is Component else model.objects.visible_to(viewer)
            found[name] = rows.filter(pk=said[name]).first()
            if found[name] is None:
                raise Refused("There is no such thing.", field=name)
    return found


class Lanes(LaneRows, RowsView):
    """The escalation matrix: for each target, component and reason the group, its contact and its hours."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.LaneIn}
    tells = {"GET": (200, page_of(told.MatrixEntry)), "POST": (201, told.MatrixEntry)}

    def post(self, request):
        self.rows()
        made = keep_lane(by=by(self), **things(self.viewer, read(shapes.LaneIn, request)))
        return answer(self.shown(made), 201, Location=f"/api/v1/escalation-matrix/{made.pk}")


class OneLane(LaneRows, OneRowView):
    """A PUT says the entry anew, and confirms it."""

    scopes = {"GET": READ, "PUT": WRITE, "DELETE": WRITE}
    shapes = {"PUT": shapes.LaneIn}
    tells = {"GET": (200, told.MatrixEntry), "PUT": (200, told.MatrixEntry), "DELETE": (204, None)}

    def put(self, request, pk):
        known = self.one(pk)
        keep_lane(by=by(self), known=known, **things(self.viewer, read(shapes.LaneIn, request)))
        return answer(self.shown(known))

    def delete(self, request, pk):
        retire_lane(self.one(pk), by=by(self))
        return nothing()


class LaneConfirmation(LaneRows):
    """It is still right."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.EmptyIn}
    tells = {"POST": (200, told.MatrixEntry)}

    def post(self, request, pk):
        known = self.one(pk)
        read(shapes.EmptyIn, request)
        confirm_lane(known, by=by(self))
        return answer(self.shown(known))


class TrackerRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        if not self.viewer.serves_everybody or not self.viewer.has_role("OA", "AU", "SM"):
            raise Http404
        return Tracker.objects.order_by("pk")

    def shown(self, one):
        return shown.tracker(one)


class Trackers(TrackerRows, RowsView):
    """Where bugs live. A secret is told once, when it is made."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.TrackerIn}
    tells = {"GET": (200, page_of(told.Tracker)), "POST": (201, told.Tracker)}
    idempotent = False

    def post(self, request):
        self.rows()
        made = keep_tracker(by=by(self), **read(shapes.TrackerIn, request))
        return answer(shown.tracker(made, secret=made.secret()), 201)


class TrackerSecret(TrackerRows):
    """A new one; the one before is over."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.EmptyIn}
    tells = {"POST": (200, told.Tracker)}
    idempotent = False

    def post(self, request, pk):
        known = self.rows().filter(pk=pk).first()
        if known is None:
            raise Http404
        read(shapes.EmptyIn, request)
        keep_tracker(by=by(self), key=known.key, name=known.name, known=known)
        return answer(shown.tracker(known, secret=known.secret()))


class TrackerEvents(ApiView):
    """What a tracker says of one of its bugs, signed in `X-Supportdesk-Signature`: `t=<seconds>,v1=<hex>`, the
    HMAC-SHA-256 with its secret over the seconds, a full stop and the body. Said twice, it changes nothing."""

    authentication_classes = []
    permission_classes = []
    scopes = {"POST": None}
    shapes = {"POST": shapes.HeardIn}
    tells = {"POST": (200, told.IssueHeard)}
    idempotent = False

    def post(self, request, key):
        tracker = Tracker.objects.filter(key=key).first()
        secret = tracker.secret() if tracker else Tracker(key=key, generation=0).secret()
        wrong = signing.wrong(secret, request.headers.get(SIGNATURE, ""), request.body, clock.now().timestamp())
        if wrong or tracker is None:
            raise Problem(401, "not_signed", wrong or "The signature does not fit.")
        return answer({"escalations": hear_of_issue(tracker, **read(shapes.HeardIn, request))})
