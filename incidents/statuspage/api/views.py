"""The status page over REST: the same actions as the board's. What everybody may read is /status/summary.json."""

from django.shortcuts import get_object_or_404

from incidents.response.models import Incident
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.mask import mask_person
from supportdesk.api import lookups
from supportdesk.api.errors import malformed
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.catalogue.models import Component

from ..actions.keep_component import keep_component
from ..actions.notices import begin_notice, post, withdraw
from ..actions.set_health import set_health
from ..models import Notice, StatusComponent
from . import shapes, told

READ, WRITE, ADMIN = "tickets:read", "tickets:write", "admin"


class Found(Rows):
    def found(self, pk):
        return get_object_or_404(self.rows(), pk=pk)


class PartRows(Found):
    def rows(self):
        return StatusComponent.objects.visible_to(self.viewer)

    def shown(self, one):
        same = ("name", "description", "position", "shown", "health", "since", "version")
        return {"id": one.pk, "component": one.component_id} | {name: getattr(one, name) for name in same}


class StatusParts(PartRows, RowsView):
    """Every part, also those that are not shown."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.PartIn}
    tells = {"GET": (200, page_of(told.StatusPart)), "POST": (201, told.StatusPart)}

    def post(self, request):
        given = read(shapes.PartIn, request)
        component = lookups.one(Component.objects.offered(), given.pop("component"), "component")
        kept = keep_component(component, by=Actor(self.viewer, "api"), **given)
        return answer(self.shown(kept), 201, Location=f"{request.path}/{kept.pk}")


class OneStatusPart(PartRows, OneRowView):
    scopes = {"GET": READ, "PATCH": ADMIN}
    shapes = {"PATCH": shapes.ChangePartIn}
    versioned = ("PATCH",)
    tells = {"GET": (200, told.StatusPart), "PATCH": (200, told.StatusPart)}

    def get(self, request, pk):
        one = self.found(pk)
        return answer(self.shown(one), ETag=f'"{one.version}"')

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        given = read(shapes.ChangePartIn, request)
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        same = {name: getattr(one, name) for name in ("name", "description", "position", "shown")}
        kept = keep_component(one.component, by=Actor(self.viewer, "api"), seen=seen, **same | given)
        return answer(self.shown(kept), ETag=f'"{kept.version}"')


class PartHealth(PartRows):
    """Say how it fares; everybody can read it at once."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.HealthIn}
    tells = {"POST": (200, told.StatusPart)}

    def post(self, request, pk):
        one = set_health(self.found(pk), by=Actor(self.viewer, "api"), **read(shapes.HealthIn, request))
        return answer(self.shown(one))


class NoticeRows(Found):
    def rows(self):
        return Notice.objects.visible_to(self.viewer).prefetch_related("components", "posts__by")

    def shown(self, one):
        same = ("title", "began_at", "published_at", "ended_at", "withdrawn_at", "version")
        posts = [self.told(said) for said in one.posts.all()]
        named_parts = sorted(part.pk for part in one.components.all())
        own = {
            "id": one.pk,
            "incident": one.incident_id,
            "stage": one.stage or None,
            "components": named_parts,
            "posts": posts,
        }
        return own | {name: getattr(one, name) for name in same}

    def told(self, said):
        by = {"id": said.by_id, "name": mask_person(self.viewer, said.by).name}
        return {"stage": said.stage, "body": said.body, "at": said.at, "by": by}


class StatusNotices(NoticeRows, RowsView):
    """A notice is public with its first post."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.NoticeIn}
    tells = {"GET": (200, page_of(told.StatusNotice)), "POST": (201, told.StatusNotice)}

    def post(self, request):
        given = read(shapes.NoticeIn, request)
        parts = list(StatusComponent.objects.visible_to(self.viewer).filter(pk__in=given["components"]))
        if len(parts) != len(set(given["components"])):
            raise malformed("There is no such part.", "unknown", pointer="/components")
        if "incident" in given:
            seen = Incident.objects.visible_to(self.viewer)
            given["incident"] = lookups.one(seen, given["incident"], "incident")
        given["components"] = parts
        begun = begin_notice(given.pop("title"), by=Actor(self.viewer, "api"), **given)
        return answer(self.shown(begun), 201, Location=f"{request.path}/{begun.pk}")


class OneStatusNotice(NoticeRows, OneRowView):
    scopes = {"GET": READ}
    tells = {"GET": (200, told.StatusNotice)}


class NoticePosts(NoticeRows):
    """“resolved” ends the notice and sets its parts operational."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.PostIn}
    tells = {"POST": (201, told.StatusNotice)}

    def post(self, request, pk):
        one = self.found(pk)
        given = read(shapes.PostIn, request)
        health = {str(each["part"]): each["health"] for each in given.pop("health", ())}
        post(one, by=Actor(self.viewer, "api"), health=health, **given)
        return answer(self.shown(self.found(pk)), 201)


class NoticeWithdrawal(NoticeRows):
    """Take it off the page; the desk keeps it."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.WithdrawIn}
    tells = {"POST": (200, told.StatusNotice)}

    def post(self, request, pk):
        one = withdraw(self.found(pk), by=Actor(self.viewer, "api"), **read(shapes.WithdrawIn, request))
        return answer(self.shown(one))
