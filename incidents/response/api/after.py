"""What helps until an incident is over, how one knows that it is, and what follows."""

from django.http import Http404

from supportdesk.api.pages import PARAMETERS
from supportdesk.api.preconditions import version_seen
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from ..actions import checks, items, settle, workarounds
from ..actions.reviews import sign_review, write_review
from ..queries.reviews import readable
from ..queries.sweep import sweep
from . import shapes, shown, told
from .base import READ, WRITE, IncidentView, person

LISTED = {"GET": READ, "POST": WRITE}


class IncidentWorkarounds(IncidentView):
    scopes = LISTED
    parameters = PARAMETERS
    shapes = {"POST": shapes.IncidentWorkaroundIn}
    tells = {"GET": (200, page_of(told.IncidentWorkaround)), "POST": (201, told.IncidentWorkaround)}

    def get(self, request, pk):
        return self.listing(self.found(pk).workarounds.select_related("proposed_by", "approved_by"), shown.workaround)

    def post(self, request, pk):
        one = self.found(pk)
        made = workarounds.propose_workaround(one, by=self.by(), **read(shapes.IncidentWorkaroundIn, request))
        return answer(shown.workaround(made, self.viewer), 201)


class IncidentWorkaroundApproval(IncidentView):
    """From now on it is offered as a ready reply on each of its tickets."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.NothingMoreIn}
    tells = {"POST": (200, told.IncidentWorkaround)}

    def post(self, request, pk, workaround_pk):
        kept = self.part(self.found(pk).workarounds, workaround_pk)
        read(shapes.NothingMoreIn, request)
        return answer(shown.workaround(workarounds.approve_workaround(kept, by=self.by()), self.viewer))


class IncidentWorkaroundEnd(IncidentView):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.IncidentReasonIn}
    tells = {"POST": (200, told.IncidentWorkaround)}

    def post(self, request, pk, workaround_pk):
        kept = self.part(self.found(pk).workarounds, workaround_pk)
        given = read(shapes.IncidentReasonIn, request)
        return answer(shown.workaround(workarounds.withdraw_workaround(kept, by=self.by(), **given), self.viewer))


class RecoveryChecks(IncidentView):
    """Without one that has passed a recovery is not verified."""

    scopes = LISTED
    parameters = PARAMETERS
    shapes = {"POST": shapes.RecoveryCheckIn}
    tells = {"GET": (200, page_of(told.RecoveryCheck)), "POST": (201, told.RecoveryCheck)}

    def get(self, request, pk):
        return self.listing(self.found(pk).checks.select_related("by"), shown.check)

    def post(self, request, pk):
        made = checks.add_check(self.found(pk), by=self.by(), **read(shapes.RecoveryCheckIn, request))
        return answer(shown.check(made, self.viewer), 201)


class RecoveryResult(IncidentView):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.RecoveryResultIn}
    tells = {"POST": (200, told.RecoveryCheck)}

    def post(self, request, pk, check_pk):
        kept = self.part(self.found(pk).checks, check_pk)
        done = checks.do_check(kept, by=self.by(), **read(shapes.RecoveryResultIn, request))
        return answer(shown.check(done, self.viewer))


class IncidentItems(IncidentView):
    """What is to be done after it, by whom and until when."""

    scopes = LISTED
    parameters = PARAMETERS
    shapes = {"POST": shapes.ActionItemIn}
    tells = {"GET": (200, page_of(told.IncidentActionItem)), "POST": (201, told.IncidentActionItem)}

    def get(self, request, pk):
        return self.listing(self.found(pk).items.select_related("owner"), shown.item)

    def post(self, request, pk):
        one, given = self.found(pk), read(shapes.ActionItemIn, request)
        given["owner"] = person(self.viewer, given["owner"], "owner")
        return answer(shown.item(items.add_item(one, by=self.by(), **given), self.viewer), 201)


class IncidentItemEnd(IncidentView):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.ActionItemEndIn}
    tells = {"POST": (200, told.IncidentActionItem)}

    def post(self, request, pk, item_pk):
        kept = self.part(self.found(pk).items, item_pk)
        return answer(
            shown.item(items.end_item(kept, by=self.by(), **read(shapes.ActionItemEndIn, request)), self.viewer)
        )


class IncidentSweep(IncidentView):
    """What is left to do with its tickets."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.IncidentSweep)}

    def get(self, request, pk):
        left = sweep(self.found(pk), self.viewer)._asdict()
        return answer({name: [getattr(one, "ticket_id", one.pk) for one in rows] for name, rows in left.items()})


class IncidentFinalMessage(IncidentView):
    """To each ticket that has not had it, once, as an ordinary reply."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.FinalMessageIn}
    tells = {"POST": (200, told.Settled)}

    def post(self, request, pk):
        count = settle.settle(self.found(pk), by=self.by(), **read(shapes.FinalMessageIn, request))
        return answer({"tickets": count})


class IncidentToldOtherwise(IncidentView):
    """These requesters know already."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.ToldOtherwiseIn}
    tells = {"POST": (200, told.Settled)}

    def post(self, request, pk):
        count = settle.told_otherwise(self.found(pk), by=self.by(), **read(shapes.ToldOtherwiseIn, request))
        return answer({"tickets": count})


class ReviewView(IncidentView):
    def review(self, pk):
        review = getattr(self.found(pk), "review", None)
        if review is None or not readable(review, self.viewer):
            raise Http404
        return review

    def read_again(self, pk):
        review = self.review(pk)
        return answer(shown.review(review, self.viewer), ETag=f'"{review.version}"')


class IncidentReview(ReviewView):
    """The record of what happened and what was learnt; 404 before it is opened."""

    scopes = {"GET": READ, "PATCH": WRITE}
    shapes = {"PATCH": shapes.IncidentReviewIn}
    tells = {"GET": (200, told.IncidentReview), "PATCH": (200, told.IncidentReview)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.read_again(pk)

    def patch(self, request, pk):
        review, seen = self.review(pk), version_seen(request)
        given = read(shapes.IncidentReviewIn, request)
        if "facilitator" in given:
            given["facilitator"] = person(self.viewer, given["facilitator"], "facilitator")
        if "attendees" in given:
            given["attendees"] = [
                person(self.viewer, each, f"attendees/{number}") for number, each in enumerate(given["attendees"])
            ]
        write_review(review, by=self.by(), seen=seen, **given)
        return self.read_again(pk)


class IncidentReviewSignature(ReviewView):
    """It is whole and true; from now on it changes no more."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.NothingMoreIn}
    tells = {"POST": (200, told.IncidentReview)}
    versioned = ("POST",)

    def post(self, request, pk):
        review, seen = self.review(pk), version_seen(request)
        read(shapes.NothingMoreIn, request)
        sign_review(review, by=self.by(), seen=seen)
        return self.read_again(pk)
