"""Flags, known issues, search, synonyms and what was contributed, over REST."""

from datetime import timedelta

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.api.errors import malformed
from supportdesk.api.rows import RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing

from ..actions.flag import flag, settle_flag
from ..actions.issue import move_issue
from ..actions.mark import mark
from ..actions.misses import note_miss
from ..actions.synonyms import drop_synonyms, keep_synonyms
from ..models import Flag
from ..models import Synonyms as Group
from ..queries import ledger, search, upkeep
from . import shapes, told
from .articles import READ, WRITE, ArticleRows
from .help import suggestion
from .shown import card, person

FLAGGED = (*("number", "reason", "words", "by_reader", "raised_at", "due_at", "verdict", "answer", "settled_at"),)
COUNTED = ("effect", "created", "updated", "minor", "rejected", "waiting")


class DeskView(ApiView):
    """For a requester there is none of it."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not self.viewer.serves:
            raise Http404

    def by(self):
        return Actor(self.viewer, "api")


def flag_shown(viewer, one):
    people = {name: person(viewer, getattr(one, name)) for name in ("raised_by", "owner")}
    return {"id": one.pk, "article": one.article_id} | {name: getattr(one, name) for name in FLAGGED} | people


class ArticleFlags(ArticleRows):
    """What was said against it, and one more word of that kind."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.ArticleFlagIn}
    tells = {"GET": (200, page_of(told.ArticleFlag, cursors=False)), "POST": (201, told.ArticleFlag)}

    def get(self, request, pk):
        rows = Flag.objects.filter(article=self.found(pk)).select_related("raised_by", "owner")
        return answer({"results": [flag_shown(self.viewer, one) for one in rows]})

    def post(self, request, pk):
        made = flag(self.found(pk), by=self.by(), **read(shapes.ArticleFlagIn, request))
        return answer(flag_shown(self.viewer, made), 201)


class FlagSettlement(ArticleRows):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.FlagSettlementIn}
    tells = {"POST": (200, told.ArticleFlag)}

    def post(self, request, pk, flag_pk):
        raised = Flag.objects.filter(article=self.found(pk), pk=flag_pk).select_related("raised_by", "owner").first()
        if raised is None:
            raise Http404
        settled = settle_flag(raised, by=self.by(), **read(shapes.FlagSettlementIn, request))
        return answer(flag_shown(self.viewer, settled))


class ArticleIssue(ArticleRows):
    """Where a known issue stands: its readers see it and the day, and nobody has to look at it again."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.IssueIn}
    tells = {"POST": (200, told.Article)}

    def post(self, request, pk):
        return self.represented(move_issue(self.found(pk), by=self.by(), **read(shapes.IssueIn, request)))


class ArticleMark(ArticleRows):
    """It needs an update, and why."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.ArticleMarkIn}
    tells = {"POST": (200, told.Article)}

    def post(self, request, pk):
        return self.represented(mark(self.found(pk), by=self.by(), **read(shapes.ArticleMarkIn, request)))


class ArticleTasks(ArticleRows, RowsView):
    """Open tasks of owners, the own ones or all."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.ArticleFlag))}

    def listed(self):
        self.rows()
        return upkeep.flags(self.viewer).order_by()

    def shown(self, one):
        return flag_shown(self.viewer, one)


class ArticleSearch(DeskView):
    """Error codes first, then words, with how many hits are of which kind, category and component."""

    scopes = {"GET": READ}
    parameters = frozenset({"q"})
    query = (parameter("q", "Words, or an error code.", required=True),)
    tells = {"GET": (200, told.ArticleSearch)}

    def get(self, request):
        text = request.GET.get("q", "").strip()[:300]
        if not text:
            raise malformed("Say what to look for.", "required", parameter="q")
        copies = search.inside(self.viewer)
        rows = search.found(copies, text)
        if not rows:
            note_miss(text, by=self.by(), outside=False)
        return answer({"results": [found(one, text) for one in rows], "facets": search.facets(copies, text)})


def found(one, text):
    about = {"kind": one.kind, "audience": one.audience, "category": card(one.category)}
    return suggestion(one) | about | {"snippet": search.snippet(one, text)}


class SynonymGroups(DeskView):
    """Words that mean the same to whoever searches."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.SynonymsIn}
    tells = {"GET": (200, page_of(told.Synonyms, cursors=False)), "POST": (201, told.Synonyms)}

    def get(self, request):
        return answer({"results": [{"id": one.pk, "words": one.words} for one in Group.objects.all()]})

    def post(self, request):
        made = keep_synonyms(read(shapes.SynonymsIn, request)["words"], by=self.by())
        return answer({"id": made.pk, "words": made.words}, 201)


class OneSynonymGroup(DeskView):
    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk):
        group = Group.objects.filter(pk=pk).first()
        if group is None:
            raise Http404
        drop_synonyms(group, by=self.by())
        return nothing()


class Contributions(DeskView):
    """Of the last days, ninety without; ordered by effect."""

    scopes = {"GET": READ}
    parameters = frozenset({"days"})
    query = (parameter("days", schema={"type": "integer", "minimum": 1, "maximum": 3660}),)
    tells = {"GET": (200, page_of(told.Contribution, cursors=False))}

    def get(self, request):
        given = request.GET.get("days", "90")
        if not given.isdecimal() or not 0 < int(given[:6]) <= 3660:
            raise malformed("Say how many days: 1 to 3660.", "invalid", parameter="days")
        now = self.now(request)
        lines = ledger.contributions(self.viewer, now - timedelta(days=int(given)), now)
        shown = [
            {"person": person(self.viewer, line.person)} | {name: getattr(line, name) for name in COUNTED}
            for line in lines
        ]
        return answer({"results": shown})


class Orphans(DeskView):
    """Articles that no ticket is filed like, or without the error code that they are found by."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.Orphan, cursors=False))}

    def get(self, request):
        rows = upkeep.orphans(self.viewer)[:500]
        shown = [
            {"article": one.pk, "reference": one.reference, "title": one.title, "why": upkeep.why_orphan(one)}
            for one in rows
        ]
        return answer({"results": shown})
