"""What may be sent about accounts."""

from rest_framework import serializers

from supportdesk.accounts.models import Organisation
from supportdesk.api.shapes import Named, Shape, Text


class ChangeOrganisationIn(Shape):
    name = Text(max_length=200, required=False)
    tier = serializers.ChoiceField(Organisation.Tier.choices, required=False)
    region = Named(required=False, allow_null=True)
    zone = Text(max_length=64, required=False)
    entitlement = Text(max_length=120, required=False, allow_blank=True)
    flags = serializers.ListField(child=serializers.ChoiceField(Organisation.Flag.choices), required=False)
    health = serializers.IntegerField(min_value=0, max_value=100, required=False, allow_null=True)
    renews_on = serializers.DateField(required=False, allow_null=True)
    account_owner = Named(required=False, allow_null=True)
