"""Saved views: the same actions as the page's."""

from django.db import transaction
from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Team
from supportdesk.api import pages
from supportdesk.api.errors import malformed
from supportdesk.api.lookups import missing
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from .. import queries
from ..actions.delete import delete_view
from ..actions.rename import rename_view
from ..actions.reorder import reorder_view
from ..actions.save import refine_view, save_view
from ..actions.share import share_view
from ..models import View
from . import shapes, told

READ, WRITE = "tickets:read", "tickets:write"
SAME = ("name", "filter", "group", "order", "position", "query", "version")
REFINED = ("filter", "columns", "group", "order")


def represented(view, count):
    audience = shapes.TEAM if view.team_id else shapes.MINE if view.owner_id else shapes.EVERYBODY
    same = {"id": view.pk} | {name: getattr(view, name) for name in SAME}
    counted = {"number": count.number, "exact": count.exact and not count.capped}
    return same | {"audience": audience, "team": view.team_id, "columns": view.chosen_columns, "count": counted}


class ViewRows(Rows):
    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return View.objects.visible_to(self.viewer)

    def shown(self, one):
        return represented(one, queries.count([one], self.viewer)[one.pk])

    def by(self):
        return Actor(self.viewer, "api")

    def audience(self, given):
        """Owner and team, as the actions take them."""
        audience, team = given.pop("audience", shapes.MINE), given.pop("team", None)
        if (team is not None) != (audience == shapes.TEAM):
            raise malformed("Name the team with the audience team, and only then.", "invalid", pointer="/team")
        meant = Team.objects.visible_to(self.viewer).filter(pk=team).first() if team else None
        if team and meant is None:
            raise missing("team")
        return {"owner": self.viewer if audience == shapes.MINE else None, "team": meant}


class Views(ViewRows, RowsView):
    """One's own, those of one's teams and those for everybody, each with how many tickets it holds."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.ViewIn}
    tells = {"GET": (200, page_of(told.View)), "POST": (201, told.View)}

    def get(self, request):
        page = pages.page(request, self.rows(), self.orders, default=self.default_order)
        counted = queries.count(page.rows, self.viewer)
        body = page.body([represented(one, counted[one.pk]) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def post(self, request):
        """A name that the audience has already stands for the new address from now on."""
        self.rows()
        given = read(shapes.ViewIn, request)
        view = save_view(given.pop("name"), by=self.by(), **self.audience(given), **given)
        return answer(self.shown(view), 201, Location=f"/api/v1/views/{view.pk}", ETag=f'"{view.version}"')


class OneView(ViewRows, OneRowView):
    scopes = {"GET": READ, "PATCH": WRITE, "DELETE": WRITE}
    shapes = {"PATCH": shapes.ViewChangeIn}
    tells = {"GET": (200, told.View), "PATCH": (200, told.View), "DELETE": (204, None)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.told_view(self.found(pk))

    def patch(self, request, pk):
        view, seen = self.found(pk), version_seen(request)
        given = read(shapes.ViewChangeIn, request)
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        with transaction.atomic():
            view.lock(seen)
            self.change(view, given)
        return self.told_view(view)

    def change(self, view, given):
        by = self.by()
        if "name" in given:
            rename_view(view, by=by, name=given["name"])
        if refined := {name: given[name] for name in REFINED if name in given}:
            refine_view(view, by=by, **refined)
        if "audience" in given or "team" in given:
            share_view(view, by=by, **self.audience(given))
        if "position" in given:
            reorder_view(view, by=by, position=given["position"])

    def delete(self, request, pk):
        delete_view(self.found(pk), by=self.by())
        return nothing()

    def told_view(self, view):
        return answer(self.shown(view), ETag=f'"{view.version}"')
