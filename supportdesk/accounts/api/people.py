"""Who there is: oneself, people, organisations and teams, as far as one may know of them."""

from collections.abc import Mapping

from django.db.models import Q
from django.shortcuts import get_object_or_404

from supportdesk.accounts import letters
from supportdesk.accounts.actions.add_organisation import add_organisation
from supportdesk.accounts.actions.add_team import add_team
from supportdesk.accounts.actions.change_organisation import change_organisation
from supportdesk.accounts.actions.change_person import change_person
from supportdesk.accounts.actions.change_profile import change_profile
from supportdesk.accounts.actions.change_team import change_team
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actions.reveal import reveal_phone
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

PEOPLE, ADMIN = "people:read", "admin"


class Me(ApiView):
    """Whoever the token belongs to. Any token may ask."""

    scopes = {"GET": None, "PATCH": "admin"}
    shapes = {"PATCH": shapes.ChangeMeIn}
    tells = {"GET": (200, told.Me), "PATCH": (200, told.Me)}

    def get(self, request):
        return answer(shown.me(request.user))

    def patch(self, request):
        """The own name and language, and the zone in which times are said."""
        given = read(shapes.ChangeMeIn, request)
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        return answer(shown.me(change_profile(request.user, by=Actor(request.user, "api"), **given)))


class PeopleRows(Rows):
    scopes: Mapping[str, str | None] = {"GET": PEOPLE}

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
    scopes: Mapping[str, str | None] = {"GET": PEOPLE}

    def rows(self):
        return Organisation.objects.visible_to(self.viewer).select_related("region", "account_owner")

    def shown(self, one):
        return shown.organisation(self.viewer, one)


class TeamRows(Rows):
    scopes: Mapping[str, str | None] = {"GET": PEOPLE}

    def rows(self):
        return Team.objects.visible_to(self.viewer).select_related("region")

    def shown(self, one):
        return shown.team(one)


class People(PeopleRows, RowsView):
    """`q` looks in names and addresses. Whoever is invited gets a mail with a link to choose a password."""

    scopes = {"GET": PEOPLE, "POST": ADMIN}
    parameters = pages.PARAMETERS | {"q"}
    query = (parameter("q", "Part of a name or an address."),)
    shapes = {"POST": shapes.PersonIn}
    tells = {"GET": (200, page_of(told.Person)), "POST": (201, told.Person)}

    def post(self, request):
        given = read(shapes.PersonIn, request)
        organisation = chosen(
            Organisation.objects.visible_to(self.viewer), given.pop("organisation", None), "organisation"
        )
        made = invite(organisation, by=Actor(self.viewer, "api"), **given)
        if not made.is_machine:
            letters.send_link(made, invited=True)
        return answer(self.shown(made), 201, Location=f"/api/v1/people/{made.pk}")


class OnePerson(PeopleRows, OneRowView):
    scopes = {"GET": PEOPLE, "PATCH": ADMIN}
    shapes = {"PATCH": shapes.ChangePersonIn}
    tells = {"GET": (200, told.Person), "PATCH": (200, told.Person)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.represented(self.found(pk))

    def patch(self, request, pk):
        person, seen = self.found(pk), version_seen(request)
        given = something(read(shapes.ChangePersonIn, request))
        if "regions" in given:
            given["regions"] = [one(Region.objects.all(), each, "regions") for each in given["regions"]]
        change_person(person, by=Actor(self.viewer, "api"), seen=seen, **given)
        return self.represented(person)

    def represented(self, person):
        return answer(self.shown(person), **({"ETag": f'"{person.version}"'} if self.viewer.serves else {}))


class PersonPhone(PeopleRows):
    """The number, to those who say why (SEC-06): that they looked, and the reason, stand in the log."""

    scopes = {"POST": PEOPLE}
    shapes = {"POST": shapes.LookIn}
    tells = {"POST": (200, told.Phone)}
    idempotent = False

    def post(self, request, pk):
        found = get_object_or_404(self.rows(), pk=pk)
        return answer({"phone": reveal_phone(found, by=Actor(self.viewer, "api"), **read(shapes.LookIn, request))})


class Organisations(OrganisationRows, RowsView):
    scopes = {"GET": PEOPLE, "POST": ADMIN}
    shapes = {"POST": shapes.OrganisationIn}
    tells = {"GET": (200, page_of(told.Organisation)), "POST": (201, told.Organisation)}

    def post(self, request):
        given = with_region(read(shapes.OrganisationIn, request))
        made = add_organisation(given.pop("name"), by=Actor(self.viewer, "api"), **given)
        return answer(self.shown(made), 201, Location=f"/api/v1/organisations/{made.pk}")


class OneOrganisation(OrganisationRows, OneRowView):
    """Who the customer is and, for the desk, how the account stands."""

    scopes = {"GET": PEOPLE, "PATCH": ADMIN}
    shapes = {"PATCH": shapes.ChangeOrganisationIn}
    tells = {"GET": (200, told.Organisation), "PATCH": (200, told.Organisation)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.represented(self.found(pk))

    def patch(self, request, pk):
        organisation = self.found(pk)
        seen = version_seen(request)
        given = something(read(shapes.ChangeOrganisationIn, request))
        change_organisation(organisation, by=Actor(request.user, "api"), seen=seen, **self.with_things(given))
        return self.represented(organisation)

    def represented(self, organisation):
        tag = {"ETag": f'"{organisation.version}"'} if self.viewer.serves else {}
        return answer(self.shown(organisation), **tag)

    def with_things(self, given):
        """The things in place of their ids and keys."""
        with_region(given)
        if given.get("account_owner"):
            people = Person.objects.visible_to(self.viewer)
            given["account_owner"] = one(people, given["account_owner"], "account_owner", key="email")
        return given


class Teams(TeamRows, RowsView):
    scopes = {"GET": PEOPLE, "POST": ADMIN}
    shapes = {"POST": shapes.TeamIn}
    tells = {"GET": (200, page_of(told.Team)), "POST": (201, told.Team)}

    def post(self, request):
        given = with_region(read(shapes.TeamIn, request))
        organisation = chosen(
            Organisation.objects.visible_to(self.viewer), given.pop("organisation", None), "organisation"
        )
        made = add_team(organisation, by=Actor(self.viewer, "api"), **given)
        return answer(self.shown(made), 201, Location=f"/api/v1/teams/{made.pk}")


class OneTeam(TeamRows, OneRowView):
    scopes = {"GET": PEOPLE, "PATCH": ADMIN}
    shapes = {"PATCH": shapes.ChangeTeamIn}
    tells = {"GET": (200, told.Team), "PATCH": (200, told.Team)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.represented(self.found(pk))

    def patch(self, request, pk):
        team, seen = self.found(pk), version_seen(request)
        given = with_region(something(read(shapes.ChangeTeamIn, request)))
        change_team(team, by=Actor(self.viewer, "api"), seen=seen, **given)
        return self.represented(team)

    def represented(self, team):
        return answer(self.shown(team), ETag=f'"{team.version}"')


def chosen(rows, pk, name):
    """The thing with this id among what one may see; none where none is named."""
    return None if pk is None else one(rows, pk, name)


def with_region(given):
    if given.get("region"):
        given["region"] = one(Region.objects.all(), given["region"], "region")
    return given


def something(given):
    if not given:
        raise malformed("Name at least one field to change.", "empty", pointer="")
    return given
