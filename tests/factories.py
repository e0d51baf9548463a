"""Rows for tests, made the short way. Actions have their own tests; these only set the stage."""

import factory
from factory.django import DjangoModelFactory

from supportdesk.accounts.models import Membership, Organisation, Person, Region, Role, Team
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("key",)

    key = factory.Sequence("region-{}".format)
    name = factory.LazyAttribute(lambda region: region.key.title())


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("name",)

    name = factory.Sequence("Organisation {}".format)


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team
        django_get_or_create = ("name",)

    name = factory.Sequence("Team {}".format)
    level = 1


class PersonFactory(DjangoModelFactory):
    """Without roles: a requester. `team=` and `lead=` put the person into a team."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence("Person {}".format)
    email = factory.LazyAttribute(lambda person: f"{person.name.lower().replace(' ', '.')}@example.org")
    roles = factory.LazyFunction(lambda: [Role.RQ])
    password = "!"

    @factory.post_generation
    def regions(self, create, regions):
        if regions:
            self.regions.set(regions)

    @factory.post_generation
    def team(self, create, team, *, lead=False):
        if team:
            Membership.objects.create(team=team, person=self, lead=lead)


class QueueFactory(DjangoModelFactory):
    class Meta:
        model = Queue
        django_get_or_create = ("key",)

    key = factory.Sequence("queue-{}".format)
    name = factory.LazyAttribute(lambda queue: queue.key.replace("-", " ").capitalize())
    team = factory.SubFactory(TeamFactory)


class TicketTypeFactory(DjangoModelFactory):
    class Meta:
        model = TicketType
        django_get_or_create = ("key",)

    key = "incident"
    name = factory.LazyAttribute(lambda kind: kind.key.replace("_", " ").capitalize())


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ("key",)

    key = factory.Sequence("category-{}".format)
    name = factory.LazyAttribute(lambda category: category.key.replace("-", " ").capitalize())


class ComponentFactory(DjangoModelFactory):
    class Meta:
        model = Component
        django_get_or_create = ("key",)

    key = factory.Sequence("component-{}".format)
    name = factory.LazyAttribute(lambda component: component.key.replace("-", " ").capitalize())


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag
        django_get_or_create = ("name",)

    name = factory.Sequence("tag-{}".format)
