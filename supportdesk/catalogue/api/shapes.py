"""What may be sent about the catalogue. Without a key, one is made of the name."""

from rest_framework import serializers

from supportdesk.accounts.models import Organisation, Region, Team
from supportdesk.api.lookups import one
from supportdesk.api.shapes import Named, Shape, Text
from supportdesk.catalogue.models import Category, Queue


class RenameIn(Shape):
    name = Text(max_length=100)


class TagIn(RenameIn):
    pass


class EntryIn(RenameIn):
    key = serializers.SlugField(max_length=60, required=False)


class NewQueueIn(EntryIn):
    team = Named(help_text="Its id or its name.")
    organisation = Named(required=False, allow_null=True)
    region = Named(required=False, allow_null=True)


class ChangeQueueIn(Shape):
    name = Text(max_length=100, required=False)
    team = Named(required=False)
    region = Named(required=False, allow_null=True)


class TypeIn(EntryIn):
    description = Text(max_length=200, required=False, allow_blank=True, help_text="When to choose it.")
    categories = serializers.ListField(child=Named(), required=False, max_length=100)
    queue = Named(required=False, allow_null=True)


class ChangeTypeIn(Shape):
    name = Text(max_length=100, required=False)
    description = Text(max_length=200, required=False, allow_blank=True)
    categories = serializers.ListField(child=Named(), required=False, max_length=100)
    queue = Named(required=False, allow_null=True)


class CategoryIn(EntryIn):
    parent = Named(required=False, allow_null=True)


class ChangeCategoryIn(Shape):
    name = Text(max_length=100, required=False)
    parent = Named(required=False, allow_null=True)


class RetirementIn(Shape):
    successor = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False, allow_null=True)


def things(given, viewer):
    """The things in place of their ids, keys and names."""
    places = {
        "team": (Team.objects.visible_to(viewer), "name"),
        "organisation": (Organisation.objects.visible_to(viewer), "name"),
        "region": (Region.objects.all(), "key"),
        "queue": (Queue.objects.visible_to(viewer), "key"),
        "parent": (Category.objects.all(), "key"),
    }
    for name, (rows, key) in places.items():
        if given.get(name) is not None:
            given[name] = one(rows, given[name], name, key=key)
    if "categories" in given:
        given["categories"] = [one(Category.objects.offered(), each, "categories") for each in given["categories"]]
    return given


def named(rows, given, name):
    return None if given is None else one(rows, given, name)
