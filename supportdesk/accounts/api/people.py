"""Who there is: oneself, people, organisations and teams, as far as one may know of them."""

from django.db.models import Q
from django.http import Http404

from supportdesk.accounts.models import Organisation, Person, Team
from supportdesk.api import pages
from supportdesk.api.schema import parameter
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer

from . import shown, told

PEOPLE = "people:read"


class Me(ApiView):
    """Whoever the token belongs to. Any token may ask."""

    scopes = {"GET": None}
    tells = {"GET": (200, told.Me)}

    def get(self, request):
        return answer(shown.me(request.user))


class Listed(ApiView):
    """Things that one may see, in pages."""

    scopes = {"GET": PEOPLE}
    parameters = pages.PARAMETERS

    def get(self, request):
        page = pages.page(request, self.rows(request), self.orders, default="id")
        body = page.body([self.shown(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))


class One(ApiView):
    """One of them, or 404 whether it does not exist or may not be known of."""

    scopes = {"GET": PEOPLE}

    def get(self, request, pk):
        found = self.rows(request).filter(pk=pk).first()
        if found is None:
            raise Http404
        return answer(self.shown(found))


class PeopleRows:
    def rows(self, request):
        people = Person.objects.visible_to(request.user).filter(is_machine=False).select_related("organisation")
        text = request.GET.get("q", "").strip()[:100]
        if not text:
            return people
        if request.user.sits_lightly:
            people = people.exclude(roles=["RQ"])
        return people.filter(Q(name__icontains=text) | Q(email__icontains=text))

    def shown(self, one):
        return shown.person(self.request.user, one)


class OrganisationRows:
    def rows(self, request):
        return Organisation.objects.visible_to(request.user).select_related("region")

    def shown(self, one):
        return shown.organisation(one)


class TeamRows:
    def rows(self, request):
        return Team.objects.visible_to(request.user).select_related("region")

    def shown(self, one):
        return shown.team(one)


class People(PeopleRows, Listed):
    """`q` looks in names and addresses."""

    parameters = pages.PARAMETERS | {"q"}
    query = (parameter("q", "Part of a name or an address."),)
    tells = {"GET": (200, page_of(told.Person))}


class OnePerson(PeopleRows, One):
    tells = {"GET": (200, told.Person)}


class Organisations(OrganisationRows, Listed):
    tells = {"GET": (200, page_of(told.Organisation))}


class OneOrganisation(OrganisationRows, One):
    tells = {"GET": (200, told.Organisation)}


class Teams(TeamRows, Listed):
    tells = {"GET": (200, page_of(told.Team))}


class OneTeam(TeamRows, One):
    tells = {"GET": (200, told.Team)}
