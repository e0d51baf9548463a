"""A known error or a problem from what a ticket says (T-54)."""

from supportdesk.api.shapes import read

from ..actions.open import draft_problem
from ..actions.record_error import draft_error
from . import shapes, told
from .base import WRITE
from .errors import ErrorView
from .problems import WholeView


class ErrorDraft(ErrorView):
    """A draft with symptom, cause, codes and what helped; the ticket is linked to it."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.KnownErrorDraftIn}
    tells = {"POST": (201, told.KnownError)}

    def post(self, request, pk):
        given = self.named(read(shapes.KnownErrorDraftIn, request))
        made = draft_error(self.ticket(pk), by=self.by(), **given)
        return self.told_error(made.pk, 201, Location=f"/api/v1/known-errors/{made.pk}")


class ProblemCandidate(WholeView):
    """A candidate with what is known; the ticket is its evidence."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.ProblemCandidateIn}
    tells = {"POST": (201, told.ProblemWhole)}

    def post(self, request, pk):
        made = draft_problem(self.ticket(pk), by=self.by(), **read(shapes.ProblemCandidateIn, request))
        return self.told_whole(made.pk, 201, Location=f"/api/v1/problems/{made.pk}")
