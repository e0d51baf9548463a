"""What tickets are filed under: queues, types, categories, components and tags. Read by many, kept by few."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from django.shortcuts import get_object_or_404

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.keys import key_for
from supportdesk.api.errors import malformed
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import Shape, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.catalogue.actions.add import add_category, add_component, add_queue, add_tag, add_type
from supportdesk.catalogue.actions.change import change
from supportdesk.catalogue.actions.retire import retire
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

from . import shapes, told

READ, ADMIN = "catalogue:read", "admin"
KEPT = {"GET": READ, "POST": ADMIN}
CHANGED = {"GET": READ, "PATCH": ADMIN}


def common(one):
    return {
        "id": one.pk,
        "name": one.name,
        "effective_from": one.effective_from,
        "retired_at": one.retired_at,
        "successor": one.successor_id,
        "version": one.version,
    }


class Entries(Rows):
    def shown(self, one):
        return common(one) | {"key": one.key}


class OfferedView(RowsView):
    """What is offered now. One by its id also after it was retired: old tickets still name it."""

    scopes = KEPT

    def listed(self):
        found: Any = self.rows()
        return found.offered()

    def post(self, request):
        given = shapes.things(read(self.shapes["POST"], request), self.viewer)
        made = self.added(Actor(self.viewer, "api"), **given)
        return answer(self.shown(made), 201, Location=f"{request.path}/{made.pk}")

    @abstractmethod
    def added(self, by, **given):
        """Each is added by an action of its own."""


class KeptView(OneRowView):
    """One of them: renamed or moved by the version that was read."""

    scopes = CHANGED
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.represented(self.found(pk))

    def patch(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        given = shapes.things(read(self.shapes["PATCH"], request), self.viewer)
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        return self.represented(change(one, by=Actor(self.viewer, "api"), seen=seen, **given))

    def represented(self, one):
        return answer(self.shown(one), ETag=f'"{one.version}"')


class RetirementView(Rows):
    """Offer it no more; `successor` is where reports count it from now on. Tickets that have it keep it."""

    scopes = {"POST": ADMIN}
    shapes: Mapping[str, type[Shape]] = {"POST": shapes.RetirementIn}

    def post(self, request, pk):
        one = get_object_or_404(self.rows(), pk=pk)
        given = read(shapes.RetirementIn, request)
        successor = shapes.named(self.rows(), given.get("successor"), "successor")
        retire(one, by=Actor(self.viewer, "api"), successor=successor)
        return answer(self.shown(one))


class QueueRows(Entries):
    """The queues that one may see: none, for a requester."""

    def rows(self):
        return Queue.objects.visible_to(self.viewer)

    def shown(self, one):
        own = {"key": one.key, "team": one.team_id, "organisation": one.organisation_id, "region": one.region_id}
        return common(one) | own


class TypeRows(Entries):
    def rows(self):
        return TicketType.objects.prefetch_related("categories")

    def shown(self, one):
        asks = [category.pk for category in one.categories.all()]
        return common(one) | {"key": one.key, "description": one.description, "categories": asks}


class CategoryRows(Entries):
    def rows(self):
        return Category.objects.all()

    def shown(self, one):
        return common(one) | {"key": one.key, "parent": one.parent_id}


class ComponentRows(Entries):
    """What the estate is made of is the desk's own."""

    def rows(self):
        return Component.objects.all() if self.viewer.serves else Component.objects.none()


class TagRows(Entries):
    """The controlled words. They are the desk's own: a requester sees none."""

    def rows(self):
        return Tag.objects.all() if self.viewer.serves else Tag.objects.none()

    def shown(self, one):
        return common(one)


class Queues(QueueRows, OfferedView):
    shapes = {"POST": shapes.NewQueueIn}
    tells = {"GET": (200, page_of(told.Queue)), "POST": (201, told.Queue)}

    def added(self, by, *, team, **given):
        return add_queue(team, by=by, **given)


class OneQueue(QueueRows, KeptView):
    shapes = {"PATCH": shapes.ChangeQueueIn}
    tells = {"GET": (200, told.Queue), "PATCH": (200, told.Queue)}


class QueueRetirement(QueueRows, RetirementView):
    tells = {"POST": (200, told.Queue)}


class Types(TypeRows, OfferedView):
    shapes = {"POST": shapes.TypeIn}
    tells = {"GET": (200, page_of(told.TicketType)), "POST": (201, told.TicketType)}

    def added(self, by, *, name, **given):
        return add_type(name, by=by, **given)


class OneType(TypeRows, KeptView):
    shapes = {"PATCH": shapes.ChangeTypeIn}
    tells = {"GET": (200, told.TicketType), "PATCH": (200, told.TicketType)}


class TypeRetirement(TypeRows, RetirementView):
    tells = {"POST": (200, told.TicketType)}


class Categories(CategoryRows, OfferedView):
    shapes = {"POST": shapes.CategoryIn}
    tells = {"GET": (200, page_of(told.Category)), "POST": (201, told.Category)}

    def added(self, by, *, parent=None, **given):
        return add_category(parent, by=by, **given)


class OneCategory(CategoryRows, KeptView):
    shapes = {"PATCH": shapes.ChangeCategoryIn}
    tells = {"GET": (200, told.Category), "PATCH": (200, told.Category)}


class CategoryRetirement(CategoryRows, RetirementView):
    tells = {"POST": (200, told.Category)}


class Components(ComponentRows, OfferedView):
    shapes = {"POST": shapes.EntryIn}
    tells = {"GET": (200, page_of(told.CatalogueEntry)), "POST": (201, told.CatalogueEntry)}

    def added(self, by, *, name, key=""):
        return add_component(key or key_for(Component, name), by=by, name=name)


class OneComponent(ComponentRows, KeptView):
    shapes = {"PATCH": shapes.RenameIn}
    tells = {"GET": (200, told.CatalogueEntry), "PATCH": (200, told.CatalogueEntry)}


class ComponentRetirement(ComponentRows, RetirementView):
    tells = {"POST": (200, told.CatalogueEntry)}


class Tags(TagRows, OfferedView):
    shapes = {"POST": shapes.TagIn}
    tells = {"GET": (200, page_of(told.Tag)), "POST": (201, told.Tag)}

    def added(self, by, *, name):
        return add_tag(name, by=by)


class OneTag(TagRows, KeptView):
    shapes = {"PATCH": shapes.RenameIn}
    tells = {"GET": (200, told.Tag), "PATCH": (200, told.Tag)}


class TagRetirement(TagRows, RetirementView):
    tells = {"POST": (200, told.Tag)}
