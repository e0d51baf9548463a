"""Ask, answer, take back: the same actions as the page's."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.api import pages
from supportdesk.api.errors import malformed
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer

from .. import subjects
from ..actions.ask import ask
from ..actions.grant import grant
from ..actions.refuse import refuse
from ..actions.withdraw import withdraw
from ..models import Approval, State
from ..queries import waiting_for
from . import shapes, told

READ, WRITE = "tickets:read", "tickets:write"
SAME = ("id", "action", "subject", "subject_id", "version", "words", "arguments", "steps", "roles", "state")
SAME += ("asked_at", "reason", "granted_by", "decided_at", "comment", "expires_at", "used_at")


def shown(one):
    same = {name: getattr(one, name) for name in SAME}
    return same | {
        "asked_by": somebody(one.asked_by),
        "decided_by": somebody(one.decided_by),
        "answers": somebody(one.answers),
    }


def somebody(person):
    return person and {"id": person.pk, "name": person.name}


class ApprovalRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        return Approval.objects.visible_to(self.viewer).select_related("asked_by", "decided_by", "answers")

    def shown(self, one):
        return shown(one)


class Approvals(ApprovalRows, RowsView):
    """What was asked about things that one may see. `waiting=me`: what one could answer."""

    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS | {"state", "waiting"}
    query = (
        parameter("state", "Only those in this state.", schema={"type": "string", "enum": State.values}),
        parameter("waiting", "What the one who asks could answer.", schema={"type": "string", "enum": ["me"]}),
    )
    shapes = {"POST": shapes.AskIn}
    tells = {"GET": (200, page_of(told.Approval)), "POST": (201, told.Approval)}

    def listed(self):
        state, waiting = self.request.GET.get("state"), self.request.GET.get("waiting")
        if state is not None and state not in State.values:
            raise malformed("There is no such state.", "invalid_choice", parameter="state")
        if waiting not in (None, "me"):
            raise malformed("Say me.", "invalid_choice", parameter="waiting")
        found = waiting_for(self.viewer).select_related("asked_by", "decided_by", "answers") if waiting else self.rows()
        return found.filter(state=state) if state else found

    def post(self, request):
        given = read(shapes.AskIn, request)
        thing = subjects.find(self.viewer, given["subject"], given["subject_id"]) if self.viewer.serves else None
        if thing is None:
            raise Http404
        words = {"action": given["action"], "arguments": given.get("arguments", {}), "reason": given["reason"]}
        made = ask(thing, by=Actor(self.viewer, "api"), **words)
        return answer(shown(made), 201, Location=f"/api/v1/approvals/{made.pk}")


class OneApproval(ApprovalRows, OneRowView):
    tells = {"GET": (200, told.Approval)}


class Step(ApiView):
    scopes = {"POST": WRITE}
    tells = {"POST": (200, told.Approval)}

    def found(self, pk):
        approval = Approval.objects.visible_to(self.viewer).filter(pk=pk).first()
        if approval is None:
            raise Http404
        return approval


class Decision(Step):
    """Yes or no. Nobody answers the own request."""

    shapes = {"POST": shapes.DecisionIn}

    def post(self, request, pk):
        approval = self.found(pk)
        given = read(shapes.DecisionIn, request)
        act = grant if given["answer"] == "grant" else refuse
        act(approval, by=Actor(self.viewer, "api"), comment=given.get("comment", ""))
        return answer(shown(approval))


class Withdrawal(Step):
    shapes = {"POST": NothingIn}

    def post(self, request, pk):
        approval = self.found(pk)
        read(NothingIn, request)
        withdraw(approval, by=Actor(self.viewer, "api"))
        return answer(shown(approval))
