"""Who there is: oneself, people, organisations and teams, as far as one may know of them."""

from django.db.models import Q

from supportdesk.accounts.actions.change_organisation import change_organisation
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Organisation, Person, Region, Team
from supportdesk.api import pages
from supportdesk.api.errors import malformed
from supportdesk.api.lookups import one
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer

from . import shapes, shown, told

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
        return Organisation.objects.visible_to(self.viewer).select_related("region", "account_owner")

    def shown(self, one):
        return shown.organisation(self.viewer, one)


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
    """Who the customer is and, for the desk, how the account stands."""

    scopes = {"GET": PEOPLE, "PATCH": "admin"}
    shapes = {"PATCH": shapes.ChangeOrganisationIn}
    tells = {"GET": (200, told.Organisation), "PATCH": (200, told.Organisation)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.represented(self.found(pk))

    def patch(self, request, pk):
        organisation = self.found(pk)
        seen = version_seen(request)
        given = read(shapes.ChangeOrganisationIn, request)
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        change_organisation(organisation, by=Actor(request.user, "api"), seen=seen, **self.with_things(given))
        return self.represented(organisation)

    def represented(self, organisation):
        tag = {"ETag": f'"{organisation.version}"'} if self.viewer.serves else {}
        return answer(self.shown(organisation), **tag)

    def with_things(self, given):
        """The things in place of their ids and keys."""
        if given.get("region"):
            given["region"] = one(Region.objects.all(), given["region"], "region")
        if given.get("account_owner"):
            people = Person.objects.visible_to(self.viewer)
            given["account_owner"] = one(people, given["account_owner"], "account_owner", key="email")
        return given


class Teams(TeamRows, RowsView):
    tells = {"GET": (200, page_of(told.Team))}


class OneTeam(TeamRows, OneRowView):
    tells = {"GET": (200, told.Team)}
