"""What may be sent about accounts."""

from rest_framework import serializers

from supportdesk.accounts.languages import LANGUAGES
from supportdesk.accounts.models import Organisation, Role
from supportdesk.api.shapes import LARGEST, Named, Shape, Text


def number(**options):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **options)


class PersonIn(Shape):
    name = Text(max_length=200)
    email = Text(max_length=254)
    organisation = number(required=False, allow_null=True, help_text="Without it: one of the desk's own people.")
    roles = serializers.ListField(
        child=serializers.ChoiceField(Role.choices), min_length=1, max_length=len(Role), default=lambda: [Role.RQ.value]
    )
    zone = Text(max_length=64, default="UTC")
    machine = serializers.BooleanField(default=False, help_text="An API client: it signs in by a token only.")


class ChangePersonIn(Shape):
    name = Text(max_length=200, required=False)
    email = Text(max_length=254, required=False)
    zone = Text(max_length=64, required=False)
    language = serializers.ChoiceField(LANGUAGES, required=False, allow_blank=True, help_text="Empty: not said.")
    phone = Text(max_length=40, required=False, allow_blank=True)
    organisation_access = serializers.BooleanField(required=False)
    regions = serializers.ListField(child=Named(), required=False, max_length=100, help_text="None: everywhere.")


class RoleIn(Shape):
    role = serializers.ChoiceField(Role.choices)


class TeamIn(Shape):
    name = Text(max_length=100)
    level = serializers.IntegerField(min_value=1, max_value=3, default=1)
    region = Named(required=False, allow_null=True)
    organisation = number(required=False, allow_null=True)


class ChangeTeamIn(Shape):
    name = Text(max_length=100, required=False)
    level = serializers.IntegerField(min_value=1, max_value=3, required=False)
    region = Named(required=False, allow_null=True)


class MemberIn(Shape):
    person = number()
    lead = serializers.BooleanField(default=False)


class RegionIn(Shape):
    name = Text(max_length=100)
    key = serializers.SlugField(max_length=40, required=False)
    zone = Text(max_length=64, default="UTC")


class ChangeRegionIn(Shape):
    name = Text(max_length=100, required=False)
    zone = Text(max_length=64, required=False)


class OrganisationIn(Shape):
    name = Text(max_length=200)
    colour = serializers.ChoiceField(Organisation.Colour.choices, required=False, allow_blank=True)
    tier = serializers.ChoiceField(Organisation.Tier.choices, default=Organisation.Tier.STANDARD)
    region = Named(required=False, allow_null=True)
    zone = Text(max_length=64, default="UTC")


class ChangeOrganisationIn(Shape):
    name = Text(max_length=200, required=False)
    colour = serializers.ChoiceField(Organisation.Colour.choices, required=False, allow_blank=True)
    tier = serializers.ChoiceField(Organisation.Tier.choices, required=False)
    region = Named(required=False, allow_null=True)
    zone = Text(max_length=64, required=False)
    entitlement = Text(max_length=120, required=False, allow_blank=True)
    flags = serializers.ListField(child=serializers.ChoiceField(Organisation.Flag.choices), required=False)
    health = serializers.IntegerField(min_value=0, max_value=100, required=False, allow_null=True)
    renews_on = serializers.DateField(required=False, allow_null=True)
    account_owner = Named(required=False, allow_null=True)


class ChangeMeIn(Shape):
    name = Text(max_length=200, required=False)
    zone = Text(max_length=64, required=False)
    language = serializers.ChoiceField(LANGUAGES, required=False, allow_blank=True, help_text="Empty: not said.")
    phone = Text(max_length=40, required=False, allow_blank=True)


class LookIn(Shape):
    reason = Text(max_length=500)
