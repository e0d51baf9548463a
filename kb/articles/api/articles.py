"""The library over REST: the same actions as the pages'."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Organisation, Person
from supportdesk.api import pages
from supportdesk.api.errors import malformed
from supportdesk.api.lookups import missing, one
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.catalogue.models import Category, Component

from ..actions.draft import draft
from ..actions.file import file_article
from ..actions.retire import retire
from ..actions.review import approve, send_back
from ..actions.revise import restore, revise
from ..models import State
from ..moving import move
from ..queries import reading
from . import shapes, shown, told

READ, WRITE = "tickets:read", "tickets:write"
ENUM = {"type": "string", "enum": State.values}


class ArticleRows(Rows):
    """For a requester there is no such address: they read `/help/articles`."""

    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return reading.listed(self.viewer).select_related(
            "live__author", "live__organisation", "working__author", "working__organisation"
        )

    def found(self, pk):
        row = self.rows().filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    def shown(self, one):
        return shown.article(self.viewer, one)

    def by(self):
        return Actor(self.viewer, "api")

    def represented(self, row, status=200, **headers):
        """As it stands now, with the version to name in a change."""
        fresh = self.found(row.pk)
        return answer(self.shown(fresh), status, ETag=f'"{fresh.version}"', **headers)

    def things(self, given):
        """The things in place of their ids and keys."""
        places = {
            "organisation": (Organisation.objects.visible_to(self.viewer), "name"),
            "category": (Category.objects.offered(), "key"),
            "component": (Component.objects.offered(), "key"),
        }
        for name, (rows, key) in places.items():
            if given.get(name) is not None:
                given[name] = one(rows, given[name], name, key=key)
        return given


class Articles(ArticleRows, RowsView):
    """What the desk has written. `q` searches: error codes first, then words."""

    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS | {"state"}
    query = (parameter("state", "Only those.", schema=ENUM),)
    shapes = {"POST": shapes.ArticleIn}
    tells = {"GET": (200, page_of(told.Article)), "POST": (201, told.Article)}

    def listed(self):
        state = self.request.GET.get("state", "")
        if state not in ("", *State.values):
            raise malformed(f"Say {' or '.join(State.values)}.", "invalid_choice", parameter="state")
        return self.rows().filter(state=state) if state else self.rows()

    def post(self, request):
        self.rows()
        given = self.things(read(shapes.ArticleIn, request))
        made = draft(given.pop("kind"), by=self.by(), **given)
        return self.represented(made, 201, Location=f"{request.path}/{made.pk}")


class OneArticle(ArticleRows, OneRowView):
    """Filed anew by the version that was read: no word of it changes."""

    scopes = {"GET": READ, "PATCH": WRITE}
    shapes = {"PATCH": shapes.FilingIn}
    versioned = ("PATCH",)
    tells = {"GET": (200, told.Article), "PATCH": (200, told.Article)}

    def get(self, request, pk):
        return self.represented(self.found(pk))

    def patch(self, request, pk):
        row, seen = self.found(pk), version_seen(request)
        given = self.things(read(shapes.FilingIn, request))
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        if "owner" in given:
            given["owner"] = Person.objects.visible_to(self.viewer).filter(pk=given["owner"]).first()
            if given["owner"] is None:
                raise missing("owner")
        return self.represented(file_article(row, by=self.by(), seen=seen, **given))


class ArticleRevisions(ArticleRows):
    """Every revision there was, the newest first; a new one by the version that was read."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.RevisionIn}
    versioned = ("POST",)
    tells = {"GET": (200, page_of(told.ArticleRevision, cursors=False)), "POST": (201, told.Article)}

    def get(self, request, pk):
        rows = reading.revisions(self.found(pk))
        return answer({"results": [shown.revision(self.viewer, each) for each in rows]})

    def post(self, request, pk):
        row, seen = self.found(pk), version_seen(request)
        given = self.things(read(shapes.RevisionIn, request))
        return self.represented(revise(row, by=self.by(), seen=seen, **given), 201)


class ArticleRestoration(ArticleRows):
    """The words of an earlier revision once more, as the next one."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.ArticleRestorationIn}
    versioned = ("POST",)
    tells = {"POST": (201, told.Article)}

    def post(self, request, pk):
        row, seen = self.found(pk), version_seen(request)
        return self.represented(
            restore(row, by=self.by(), seen=seen, **read(shapes.ArticleRestorationIn, request)), 201
        )


class ArticleMoves(ArticleRows):
    """Submit, take back, publish, drop the changes, confirm."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.ArticleMoveIn}
    tells = {"POST": (200, told.Article)}

    def post(self, request, pk):
        row, given = self.found(pk), read(shapes.ArticleMoveIn, request)
        move(row, by=self.by(), name=given["move"], comment=given.get("comment", ""))
        return self.represented(row)


class ArticleReviews(ArticleRows):
    """Who was asked for a look, and what they said; an answer to what waits."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.ArticleReviewIn}
    tells = {"GET": (200, page_of(told.ArticleReview, cursors=False)), "POST": (200, told.Article)}

    def get(self, request, pk):
        rows = reading.reviews(self.found(pk))
        return answer({"results": [shown.review(self.viewer, each) for each in rows]})

    def post(self, request, pk):
        row, given = self.found(pk), read(shapes.ArticleReviewIn, request)
        said = approve if given["answer"] == "approve" else send_back
        said(row, by=self.by(), comment=given.get("comment", ""))
        return self.represented(row)


class ArticleRetirement(ArticleRows):
    """Off every shelf; with `into`, merged."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.ArticleRetirementIn}
    tells = {"POST": (200, told.Article)}

    def post(self, request, pk):
        row, given = self.found(pk), read(shapes.ArticleRetirementIn, request)
        into = self.rows().filter(pk=given["into"]).first() if given.get("into") else None
        if given.get("into") and into is None:
            raise missing("into")
        return self.represented(retire(row, by=self.by(), comment=given["comment"], into=into))
