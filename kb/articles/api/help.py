"""What readers outside may read, over REST: the same copies as the help centre's."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing

from ..actions.misses import note_miss
from ..actions.rate import rate
from ..models import Copy
from ..queries import centre, search
from . import shapes, told
from .shown import card

READ, WRITE = "tickets:read", "tickets:write"
SAME = ("reference", "kind", "title", "summary", "sections", "error_codes", "versions", "changed_at")


class HelpRows(Rows):
    scopes = {"GET": READ}
    orders = {"id": ("article_id", int, False)}

    def rows(self):
        return centre.copies(self.viewer).defer("document", "names").select_related("category__parent")

    def found(self, pk):
        copy = self.rows().filter(article=pk).first()
        if copy is None:
            raise Http404
        return copy

    def shown(self, one: Copy):
        return {"id": one.article_id, "category": card(one.category)} | {name: getattr(one, name) for name in SAME}


class HelpArticles(HelpRows, RowsView):
    """What the reader may read: what is for everybody, and for the own organisation or its tier."""

    tells = {"GET": (200, page_of(told.HelpArticle))}


class OneHelpArticle(HelpRows, OneRowView):
    """What was merged is gone; `successor` of a 404 is on the page, not here."""

    tells = {"GET": (200, told.HelpArticle)}


class HelpSearch(HelpRows):
    """Error codes first, then words."""

    parameters = frozenset({"q"})
    query = (parameter("q", "Words, or an error code.", required=True),)
    tells = {"GET": (200, page_of(told.HelpArticle, cursors=False))}

    def get(self, request):
        text = request.GET.get("q", "").strip()[:300]
        rows = search.found(centre.copies(self.viewer), text, limit=20) if text else []
        if text and not rows:
            note_miss(text, by=Actor(self.viewer, "api"), outside=True)
        return answer({"results": [self.shown(one) for one in rows]})


class HelpFeedback(HelpRows):
    """Whether it helped; said again, the last word counts."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.FeedbackIn}
    tells = {"POST": (204, None)}

    def post(self, request, pk):
        rate(self.found(pk), by=Actor(self.viewer, "api"), **read(shapes.FeedbackIn, request))
        return nothing()


class Suggestions(ApiView):
    """What may help with a text that is just being written, for its writer: nothing of it is kept."""

    scopes = {"POST": READ}
    shapes = {"POST": shapes.SuggestionsIn}
    tells = {"POST": (200, page_of(told.Suggestion, cursors=False))}

    def post(self, request):
        text = read(shapes.SuggestionsIn, request)["text"]
        person = self.viewer
        copies = search.inside(person) if person.serves else centre.copies(person)
        return answer({"results": [suggestion(one) for one in search.suggested(copies, text)]})


def suggestion(one):
    same = {"id": one.article_id, "reference": one.reference, "title": one.title, "summary": one.summary}
    return same | {"error_code": bool(one.coded)}
