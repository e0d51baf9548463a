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


class TicketType(CatalogueEntry):
    description = serializers.CharField(allow_blank=True, help_text="When to choose it.")
    categories = serializers.ListField(child=serializers.IntegerField(), help_text="What a requester chooses from.")


class Category(CatalogueEntry):
    parent = serializers.IntegerField(allow_null=True)


class Queue(CatalogueEntry):
    team = serializers.IntegerField()
    organisation = serializers.IntegerField(allow_null=True)
    region = serializers.IntegerField(allow_null=True)
