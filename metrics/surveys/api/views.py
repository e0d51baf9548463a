"""What is asked after a case: read by the desk, answered by whoever was asked."""

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
from ..actions.answer import answer_survey
from . import shapes, told

STATES = ("open", "answered")


class SurveyRows(Rows):
    scopes = {"GET": "tickets:read"}

    def rows(self):
        return queries.surveys(self.viewer)

    def shown(self, one):
        same = ("scale", "sent_at", "ends_at", "score", "comment", "answered_at")
        person = {"id": one.person_id, "name": mask_person(self.viewer, one.person).name}
        return {"id": one.pk, "ticket": one.ticket_id, "person": person} | {name: getattr(one, name) for name in same}


class Surveys(SurveyRows, RowsView):
    """What was asked after cases, and what was answered."""

    parameters = pages.PARAMETERS | {"state"}
    query = (parameter("state", "Only those.", schema={"type": "string", "enum": list(STATES)}),)
    tells = {"GET": (200, page_of(told.Survey))}

    def listed(self):
        state = self.request.GET.get("state", "")
        if state not in ("", *STATES):
            raise malformed("Say open or answered.", "invalid_choice", parameter="state")
        return queries.surveys(self.viewer, state=state)


class OneSurvey(SurveyRows, OneRowView):
    tells = {"GET": (200, told.Survey)}


class SurveyAnswer(SurveyRows):
    """How it was: once, and by whoever was asked."""

    scopes = {"POST": "tickets:write"}
    shapes = {"POST": shapes.ScoreIn}
    tells = {"POST": (200, told.Survey)}

    def post(self, request, pk):
        survey = self.rows().filter(pk=pk).first()
        if survey is None:
            raise Http404
        answer_survey(survey, by=Actor(self.viewer, "api"), **read(shapes.ScoreIn, request))
        return answer(self.shown(survey))
