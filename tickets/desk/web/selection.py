"""Which tickets a person has chosen: those ticked on the list, or everything that a view shows."""

from copy import copy

from django.http import Http404, QueryDict

from supportdesk.numbers import wholes

from ..models import Ticket
from .asking import filter_of

OWN = ("ticket", "all", "query", "verb", "csrfmiddlewaretoken")


class Selection:
    """`numbers` are ticked ones; else `query` is the view, and all of it is meant."""

    def __init__(self, request):
        given = request.POST if request.method == "POST" else request.GET
        ticked = wholes(given.getlist("ticket"))
        self.request = request
        self.everything = bool(given.get("all"))
        self.numbers = [] if self.everything else ticked
        self.query = given.get("query", "")[:4000] if self.everything else ""

    def tickets(self):
        seen = Ticket.objects.visible_to(self.request.user)
        if not self.everything:
            return seen.filter(pk__in=self.numbers)
        asked = copy(self.request)
        asked.GET = QueryDict(self.query, mutable=True)
        chosen = filter_of(asked, seen)
        if chosen.errors:
            raise Http404
        return seen.filter(pk__in=chosen.qs.order_by().values("pk"))

    def fields(self):
        """Hidden fields that say the same selection again."""
        if self.everything:
            return [("all", "1"), ("query", self.query)]
        return [("ticket", number) for number in self.numbers]

    def address(self, **more):
        address = QueryDict(mutable=True)
        for name, value in [*self.fields(), *more.items()]:
            address.appendlist(name, value)
        return address.urlencode()
