"""What tickets are filed under: queues, types, categories, components and tags."""

from typing import Any

from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.told import page_of
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

from . import told


def common(one):
    return {
        "id": one.pk,
        "name": one.name,
        "effective_from": one.effective_from,
        "retired_at": one.retired_at,
        "successor": one.successor_id,
    }


class Entries(Rows):
    scopes = {"GET": "catalogue:read"}

    def shown(self, one):
        return common(one) | {"key": one.key}


class OfferedView(RowsView):
    """What is offered now. One by its id also after it was retired: old tickets still name it."""

    def listed(self):
        found: Any = self.rows()
        return found.offered()


class QueueRows(Entries):
    """The queues that one may see: none, for a requester."""

    def rows(self):
        return Queue.objects.visible_to(self.viewer)

    def shown(self, one):
        own = {"key": one.key, "team": one.team_id, "organisation": one.organisation_id, "region": one.region_id}
        return common(one) | own


class TypeRows(Entries):
    def rows(self):
        return TicketType.objects.all()


class CategoryRows(Entries):
    def rows(self):
        return Category.objects.all()

    def shown(self, one):
        return common(one) | {"key": one.key, "parent": one.parent_id}


class ComponentRows(Entries):
    def rows(self):
        return Component.objects.all()


class TagRows(Entries):
    """The controlled words. They are the desk's own: a requester sees none."""

    def rows(self):
        return Tag.objects.all() if self.viewer.serves else Tag.objects.none()

    def shown(self, one):
        return common(one)


class Queues(QueueRows, OfferedView):
    tells = {"GET": (200, page_of(told.Queue))}


class OneQueue(QueueRows, OneRowView):
    tells = {"GET": (200, told.Queue)}


class Types(TypeRows, OfferedView):
    tells = {"GET": (200, page_of(told.CatalogueEntry))}


class OneType(TypeRows, OneRowView):
    tells = {"GET": (200, told.CatalogueEntry)}


class Categories(CategoryRows, OfferedView):
    tells = {"GET": (200, page_of(told.Category))}


class OneCategory(CategoryRows, OneRowView):
    tells = {"GET": (200, told.Category)}


class Components(ComponentRows, OfferedView):
    tells = {"GET": (200, page_of(told.CatalogueEntry))}


class OneComponent(ComponentRows, OneRowView):
    tells = {"GET": (200, told.CatalogueEntry)}


class Tags(TagRows, OfferedView):
    tells = {"GET": (200, page_of(told.Tag))}


class OneTag(TagRows, OneRowView):
    tells = {"GET": (200, told.Tag)}
