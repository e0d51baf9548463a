"""What is answered, declared for the schema."""

from rest_framework import serializers


class Tag(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    effective_from = serializers.DateTimeField()
    retired_at = serializers.DateTimeField(allow_null=True)
    successor = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()


class CatalogueEntry(Tag):
    key = serializers.CharField()


class Category(CatalogueEntry):
    parent = serializers.IntegerField(allow_null=True)


class Queue(CatalogueEntry):
    team = serializers.IntegerField()
    organisation = serializers.IntegerField(allow_null=True)
    region = serializers.IntegerField(allow_null=True)
