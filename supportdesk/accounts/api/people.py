"""Who there is: oneself, people, organisations and teams, as far as one may know of them."""

from django.db.models import Q

from supportdesk.accounts.models import Organisation, Person, Team
from supportdesk.api import pages
from supportdesk.api.rows import OneRowView, Rows, RowsView
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


class PeopleRows(Rows):
    scopes = {"GET": PEOPLE}

    def rows(self):
        people = Person.objects.visible_to(self.viewer).filter(is_machine=False).select_related("organisation")
        text = self.request.GET.get("q", "").strip()[:100]
        if not text:
            return people
        if self.viewer.sits_lightly:
            people = people.exclude(roles=["RQ"])
        return people.filter(Q(name__icontains=text) | Q(email__icontains=text))

    def shown(self, one):
        return shown.person(self.viewer, one)


class OrganisationRows(Rows):
    scopes = {"GET": PEOPLE}

    def rows(self):
        return Organisation.objects.visible_to(self.viewer).select_related("region")

    def shown(self, one):
        return shown.organisation(one)


class TeamRows(Rows):
    scopes = {"GET": PEOPLE}

    def rows(self):
        return Team.objects.visible_to(self.viewer).select_related("region")

    def shown(self, one):
        return shown.team(one)


class People(PeopleRows, RowsView):
    """`q` looks in names and addresses."""

    parameters = pages.PARAMETERS | {"q"}
    query = (parameter("q", "Part of a name or an address."),)
    tells = {"GET": (200, page_of(told.Person))}


class OnePerson(PeopleRows, OneRowView):
    tells = {"GET": (200, told.Person)}


class Organisations(OrganisationRows, RowsView):
    tells = {"GET": (200, page_of(told.Organisation))}


class OneOrganisation(OrganisationRows, OneRowView):
    tells = {"GET": (200, told.Organisation)}


class Teams(TeamRows, RowsView):
    tells = {"GET": (200, page_of(told.Team))}


class OneTeam(TeamRows, OneRowView):
    tells = {"GET": (200, told.Team)}
