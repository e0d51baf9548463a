"""Reasons of breaches, and credit at risk: the same actions as the pages'."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.mask import mask_person
from supportdesk.api import pages
from supportdesk.api.errors import malformed
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from .. import queries
from ..actions.explain import explain
from ..actions.review import decide_credit
from ..models import REVIEWERS
from . import shapes, told

READ, WRITE = "tickets:read", "tickets:write"


def card(viewer, person):
    return person and {"id": person.pk, "name": mask_person(viewer, person).name}


def chosen(request, name, allowed):
    """What a parameter chooses, or a fault that names it."""
    value = request.GET.get(name, "")
    if value not in ("", *allowed):
        raise malformed(f"Say {' or '.join(allowed)}.", "invalid_choice", parameter=name)
    return value


class ReasonRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return queries.reasons(self.viewer, state="")

    def shown(self, one):
        people = {name: card(self.viewer, person) for name, person in self.people(one)}
        same = {"id": one.pk, "ticket": one.ticket_id, "clock": one.clock_id, "goal": one.clock.goal}
        given = {"cause": one.cause or None, "words": one.words}
        return same | people | given | {"asked_at": one.asked_at, "answered_at": one.answered_at}

    def people(self, one):
        return (("owner", one.ticket.owner), ("answered_by", one.answered_by))


class BreachReasons(ReasonRows, RowsView):
    """Which reasons are asked for, and what was answered. `state=open`: what nobody has answered yet."""

    parameters = pages.PARAMETERS | {"state", "whose"}
    query = (
        parameter("state", "Only those.", schema={"type": "string", "enum": ["open", "answered"]}),
        parameter(
            "whose", "Of the own tickets, or of teams one leads.", schema={"type": "string", "enum": ["mine", "led"]}
        ),
    )
    tells = {"GET": (200, page_of(told.BreachReason))}

    def listed(self):
        self.rows()
        state = chosen(self.request, "state", ("open", "answered"))
        return queries.reasons(self.viewer, state=state, whose=chosen(self.request, "whose", ("mine", "led")))


class OneBreachReason(ReasonRows, OneRowView):
    tells = {"GET": (200, told.BreachReason)}


class ReasonAnswer(ReasonRows):
    """Said again, the last word counts; the log keeps every one."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.CauseIn}
    tells = {"POST": (200, told.BreachReason)}

    def post(self, request, pk):
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        explain(found, by=Actor(self.viewer, "api"), **read(shapes.CauseIn, request))
        return answer(self.shown(found))


class ReviewRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        if REVIEWERS.isdisjoint(self.viewer.roles):
            raise Http404
        return queries.reviews(self.viewer, state="")

    def shown(self, one):
        people = {name: card(self.viewer, getattr(one, name)) for name in ("account_owner", "decided_by")}
        same = {name: getattr(one, name) for name in ("credit", "currency", "words", "opened_at", "decided_at")}
        named = {"id": one.pk, "ticket": one.ticket_id, "clock": one.clock_id, "goal": one.clock.goal}
        named["organisation"] = {"id": one.organisation_id, "name": one.organisation.name}
        figures = {"overrun": round(one.overrun(self.now(self.request))), "running": one.clock.stopped_at is None}
        return named | same | people | figures | {"amount": None if one.amount is None else str(one.amount)}


class CreditReviews(ReviewRows, RowsView):
    """Broken promises under contract. `state=open`: what nobody has decided yet."""

    parameters = pages.PARAMETERS | {"state"}
    query = (parameter("state", "Only those.", schema={"type": "string", "enum": ["open", "decided"]}),)
    tells = {"GET": (200, page_of(told.CreditReview))}

    def listed(self):
        self.rows()
        return queries.reviews(self.viewer, state=chosen(self.request, "state", ("open", "decided")))


class OneCreditReview(ReviewRows, OneRowView):
    tells = {"GET": (200, told.CreditReview)}


class CreditDecision(ReviewRows):
    """Something back, with an amount and words, or nothing, with a reason."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.CreditIn}
    tells = {"POST": (200, told.CreditReview)}

    def post(self, request, pk):
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        decide_credit(found, by=Actor(self.viewer, "api"), **read(shapes.CreditIn, request))
        return answer(self.shown(found))
