"""What an admin does about people, teams and regions: roles, closing and opening, links, members, places."""

from django.http import Http404

from supportdesk.accounts import letters
from supportdesk.accounts.actions.deactivate import deactivate
from supportdesk.accounts.actions.grant_role import grant_role
from supportdesk.accounts.actions.join_team import join_team
from supportdesk.accounts.actions.leave_team import leave_team
from supportdesk.accounts.actions.reactivate import reactivate
from supportdesk.accounts.actions.regions import add_region, change_region
from supportdesk.accounts.actions.reset_access import reset_factors, send_link
from supportdesk.accounts.actions.revoke_role import revoke_role
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person, Region, Role, Team
from supportdesk.api.lookups import one
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing

from . import shapes, shown, told

READ, ADMIN = "people:read", "admin"


class OfPerson(ApiView):
    """Something about a person that one can see."""

    def person(self, pk):
        if not self.viewer.serves:
            raise Http404
        found = Person.objects.visible_to(self.viewer).select_related("organisation").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    @property
    def by(self):
        return Actor(self.viewer, "api")


class PersonRoles(OfPerson):
    """Give a role. Nobody gives one to oneself."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": shapes.RoleIn}
    tells = {"POST": (200, told.Person)}

    def post(self, request, pk):
        person = self.person(pk)
        grant_role(person, by=self.by, **read(shapes.RoleIn, request))
        return answer(shown.person(self.viewer, person))


class PersonRole(OfPerson):
    """Take a role away, but never the last one."""

    scopes = {"DELETE": ADMIN}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, role):
        person = self.person(pk)
        if role not in Role.values:
            raise Http404
        revoke_role(person, by=self.by, role=role)
        return nothing()


class PersonClosure(OfPerson):
    """Close an account, or open it again."""

    scopes = {"POST": ADMIN, "DELETE": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.Person), "DELETE": (200, told.Person)}

    def post(self, request, pk):
        person = self.person(pk)
        read(NothingIn, request)
        deactivate(person, by=self.by)
        return answer(shown.person(self.viewer, person))

    def delete(self, request, pk):
        person = self.person(pk)
        reactivate(person, by=self.by)
        return answer(shown.person(self.viewer, person))


class PersonLink(OfPerson):
    """Send the person a link to choose a new password. The link itself is told to nobody else."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (204, None)}

    def post(self, request, pk):
        read(NothingIn, request)
        letters.send_link(send_link(self.person(pk), by=self.by), invited=False)
        return nothing()


class PersonFactors(OfPerson):
    """Take away codes and passkeys of somebody who lost them."""

    scopes = {"DELETE": ADMIN}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk):
        reset_factors(self.person(pk), by=self.by)
        return nothing()


class OfTeam(ApiView):
    def team(self, pk):
        found = Team.objects.visible_to(self.viewer).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class TeamMembers(OfTeam):
    """Put somebody into a team; saying it again changes who leads."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": shapes.MemberIn}
    tells = {"POST": (201, told.Member)}

    def post(self, request, pk):
        team = self.team(pk)
        given = read(shapes.MemberIn, request)
        given["person"] = one(Person.objects.visible_to(self.viewer), given["person"], "person")
        made = join_team(team, by=Actor(self.viewer, "api"), **given)
        return answer({"person": made.person_id, "team": team.pk, "lead": made.lead}, 201)


class TeamMember(OfTeam):
    scopes = {"DELETE": ADMIN}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, person_pk):
        team = self.team(pk)
        person = Person.objects.visible_to(self.viewer).filter(pk=person_pk, memberships__team=team).first()
        if person is None:
            raise Http404
        leave_team(team, by=Actor(self.viewer, "api"), person=person)
        return nothing()


class RegionRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        return Region.objects.all() if self.viewer.serves else Region.objects.none()

    def shown(self, one):
        return shown.region(one)


class Regions(RegionRows, RowsView):
    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.RegionIn}
    tells = {"GET": (200, page_of(told.Region)), "POST": (201, told.Region)}

    def post(self, request):
        given = read(shapes.RegionIn, request)
        made = add_region(given.pop("name"), by=Actor(self.viewer, "api"), **given)
        return answer(self.shown(made), 201, Location=f"/api/v1/regions/{made.pk}")


class OneRegion(RegionRows, OneRowView):
    scopes = {"GET": READ, "PATCH": ADMIN}
    shapes = {"PATCH": shapes.ChangeRegionIn}
    tells = {"GET": (200, told.Region), "PATCH": (200, told.Region)}

    def patch(self, request, pk):
        region = self.found(pk)
        known = {"name": region.name, "zone": region.zone}
        change_region(region, by=Actor(self.viewer, "api"), **(known | read(shapes.ChangeRegionIn, request)))
        return answer(self.shown(region))
