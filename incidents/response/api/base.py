"""What every view of incidents shares: finding one, who acts, what is answered."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person, Region
from supportdesk.api import pages
from supportdesk.api.lookups import missing
from supportdesk.api.lookups import one as one_of
from supportdesk.api.views import ApiView, answer
from supportdesk.catalogue.models import Component

from ..again import with_kin
from ..models import Incident
from ..queries.lists import named
from . import shown

READ, WRITE = "tickets:read", "tickets:write"


class IncidentView(ApiView):
    """For a requester there are no incidents."""

    def rows(self):
        return named(Incident.objects.visible_to(self.viewer))

    def found(self, pk):
        found = with_kin(self.rows(), self.viewer).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def by(self):
        return Actor(self.viewer, "api")

    def told(self, pk, status=200, **headers):
        """The incident as it stands now, with the ETag to change it by."""
        one = self.found(pk)
        return answer(shown.whole(one, self.by()), status, ETag=f'"{one.version}"', **headers)

    def part(self, rows, pk):
        """One of what belongs to it, or 404."""
        found = rows.filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def listing(self, rows, shape):
        page = pages.page(self.request, rows, self.orders, default="id")
        body = page.body([shape(one, self.viewer) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))


def things(viewer, given):
    """Components and regions by id or key, an earlier incident by id."""
    if given.get("recurs") is not None:
        given["recurs"] = Incident.objects.visible_to(viewer).filter(pk=given["recurs"]).first() or absent("recurs")
    for name, rows in (("components", Component.objects.offered()), ("regions", Region.objects.all())):
        if name in given:
            given[name] = [one_of(rows, each, f"{name}/{number}") for number, each in enumerate(given[name])]
    return given


def absent(name):
    raise missing(name)


def person(viewer, given, name):
    """A colleague, by id or address."""
    if given == "me":
        return viewer
    people = Person.objects.visible_to(viewer).active().filter(is_machine=False)
    return one_of(people, given, name, key="email")
