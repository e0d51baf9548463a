"""Things that are only read: a list of them in pages, and one by its id."""

from abc import abstractmethod

from django.db.models import QuerySet
from django.http import Http404

from supportdesk.api import pages
from supportdesk.api.views import ApiView, answer


class Rows(ApiView):
    """What list and one thing share."""

    @abstractmethod
    def rows(self) -> QuerySet:
        """What this person may know of."""

    @abstractmethod
    def shown(self, one) -> dict:
        """One of them, as it is told."""


class RowsView(Rows):
    """A list, in pages."""

    parameters = pages.PARAMETERS
    default_order = "id"

    def listed(self) -> QuerySet:
        return self.rows()

    def get(self, request):
        page = pages.page(request, self.listed(), self.orders, default=self.default_order)
        body = page.body([self.shown(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))


class OneRowView(Rows):
    """One of them, or 404 whether it does not exist or may not be known of."""

    def get(self, request, pk):
        return answer(self.shown(self.found(pk)))

    def found(self, pk):
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found
