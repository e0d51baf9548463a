"""What tickets are filed under: queues, types, categories, components and tags."""

from django.http import Http404

from supportdesk.api import pages
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

from . import told

CATALOGUE = "catalogue:read"


def common(one):
    return {
        "id": one.pk,
        "name": one.name,
        "effective_from": one.effective_from,
        "retired_at": one.retired_at,
        "successor": one.successor_id,
    }


class Listed(ApiView):
    """What is offered now, in pages. One by its id also after it was retired: old tickets still name it."""

    scopes = {"GET": CATALOGUE}
    parameters = pages.PARAMETERS

    def rows(self, request):
        return self.model.objects.all()

    def shown(self, one):
        return common(one) | {"key": one.key}

    def get(self, request):
        page = pages.page(request, self.rows(request).offered(), self.orders, default="id")
        body = page.body([self.shown(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))


class One:
    parameters = frozenset()

    def get(self, request, pk):
        found = self.rows(request).filter(pk=pk).first()
        if found is None:
            raise Http404
        return answer(self.shown(found))


class Queues(Listed):
    """The queues that one may see: none, for a requester."""

    tells = {"GET": (200, page_of(told.Queue))}

    def rows(self, request):
        return Queue.objects.visible_to(request.user)

    def shown(self, one):
        own = {"key": one.key, "team": one.team_id, "organisation": one.organisation_id, "region": one.region_id}
        return common(one) | own


class OneQueue(One, Queues):
    tells = {"GET": (200, told.Queue)}


class Types(Listed):
    tells = {"GET": (200, page_of(told.CatalogueEntry))}
    model = TicketType


class OneType(One, Types):
    tells = {"GET": (200, told.CatalogueEntry)}


class Categories(Listed):
    tells = {"GET": (200, page_of(told.Category))}
    model = Category

    def shown(self, one):
        return common(one) | {"key": one.key, "parent": one.parent_id}


class OneCategory(One, Categories):
    tells = {"GET": (200, told.Category)}


class Components(Listed):
    tells = {"GET": (200, page_of(told.CatalogueEntry))}
    model = Component


class OneComponent(One, Components):
    tells = {"GET": (200, told.CatalogueEntry)}


class Tags(Listed):
    """The controlled words. They are the desk's own: a requester sees none."""

    tells = {"GET": (200, page_of(told.Tag))}

    model = Tag

    def rows(self, request):
        return Tag.objects.all() if request.user.serves else Tag.objects.none()

    def shown(self, one):
        return common(one)


class OneTag(One, Tags):
    tells = {"GET": (200, told.Tag)}
