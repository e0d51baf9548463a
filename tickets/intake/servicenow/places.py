"""The people, teams, queues and categories that a log names, made once and found again by key."""

import re

from supportdesk.accounts.actions.add_organisation import add_organisation
from supportdesk.accounts.actions.add_team import add_team
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actions.join_team import join_team
from supportdesk.accounts.models import Membership, Organisation, Person, Role, Team
from supportdesk.catalogue.actions.add import add_category, add_component, add_queue
from supportdesk.catalogue.models import Category, Component, Queue, TicketType

DOMAIN = "import.invalid"
NOBODY = "Unknown caller"
NO_GROUP = "No group yet"


def slug(*parts) -> str:
    return re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")[:60]


class Places:
    """Finds or makes what rows of one organisation's log refer to. Each is looked up once."""

    def __init__(self, organisation_name, *, by):
        self.by = by
        self.organisation = Organisation.objects.filter(name=organisation_name).first() or add_organisation(
            organisation_name, by=by
        )
        self.type = TicketType.objects.get(key="incident")
        self.key = slug(organisation_name)
        self.known: dict[tuple, object] = {}
        self.seats = set(Membership.objects.values_list("team_id", "person_id"))

    def found(self, *key, find, make):
        if key not in self.known:
            self.known[key] = find() or make()
        return self.known[key]

    def requester(self, name):
        return self.person(name or NOBODY, [Role.RQ])

    def agent(self, name):
        """Whoever works on tickets; imported accounts cannot sign in until they are given a way."""
        return self.person(name, [Role.AN]) if name else self.by.person

    def person(self, name, roles):
        email = f"{slug(name, *roles)}.{self.key}@{DOMAIN}"
        return self.found(
            "person",
            email,
            find=lambda: Person.objects.filter(email=email).first(),
            make=lambda: invite(self.organisation, by=self.by, email=email, name=name, roles=roles),
        )

    def team(self, group):
        name = f"{group or NO_GROUP} ({self.organisation})"
        return self.found(
            "team",
            name,
            find=lambda: Team.objects.filter(name=name).first(),
            make=lambda: add_team(self.organisation, by=self.by, name=name),
        )

    def queue(self, group):
        key, team = slug(self.key, group or NO_GROUP), self.team(group)
        details = {"key": key, "name": group or NO_GROUP, "organisation": self.organisation}
        return self.found(
            "queue",
            key,
            find=lambda: Queue.objects.filter(key=key).first(),
            make=lambda: add_queue(team, by=self.by, **details),
        )

    def seat(self, group, assignee):
        """Whom the log shows at work for a group belongs to its team."""
        team, person = self.team(group), self.agent(assignee)
        if (team.pk, person.pk) not in self.seats:
            join_team(team, by=self.by, person=person)
            self.seats.add((team.pk, person.pk))
        return person

    def category(self, name, below):
        if not name:
            return None
        parent = self.one(
            Category, slug(self.key, name), lambda key: add_category(None, by=self.by, key=key, name=name)
        )
        if not below:
            return parent
        key = slug(self.key, name, below)
        return self.one(Category, key, lambda key: add_category(parent, by=self.by, key=key, name=below))

    def component(self, name):
        key = slug(self.key, name)
        return self.one(Component, key, lambda key: add_component(key, by=self.by, name=name)) if name else None

    def one(self, model, key, make):
        return self.found(
            model.__name__, key, find=lambda: model.objects.filter(key=key).first(), make=lambda: make(key)
        )
