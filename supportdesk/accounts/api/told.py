"""What is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.accounts import models
from supportdesk.accounts.languages import LANGUAGES
from supportdesk.accounts.models import SCOPES, Role
from supportdesk.api.told import Card


class Person(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.CharField()
    masked = serializers.BooleanField(help_text="A light seat is not told who it is.")
    organisation = Card(allow_null=True)
    is_active = serializers.BooleanField()
    roles = serializers.ListField(child=serializers.ChoiceField(Role.choices), required=False)
    zone = serializers.CharField(required=False)
    language = serializers.ChoiceField(LANGUAGES, required=False, allow_blank=True, help_text="Empty: not said.")
    phone = serializers.CharField(required=False, allow_blank=True, help_text="Masked, but for one's own.")
    version = serializers.IntegerField(required=False)


class Phone(serializers.Serializer):
    phone = serializers.CharField()


class Me(Person):
    serves = serializers.BooleanField()
    organisation_access = serializers.BooleanField()
    teams = serializers.ListField(child=serializers.IntegerField())
    leads = serializers.ListField(child=serializers.IntegerField())
    regions = serializers.ListField(child=serializers.IntegerField())


class Organisation(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    colour = serializers.ChoiceField(models.Organisation.Colour.choices, allow_blank=True)
    tier = serializers.CharField()
    region = serializers.CharField(allow_null=True)
    zone = serializers.CharField()
    entitlement = serializers.CharField(required=False, allow_blank=True)
    flags = serializers.ListField(child=serializers.ChoiceField(models.Organisation.Flag.choices), required=False)
    health = serializers.IntegerField(required=False, allow_null=True, help_text="Per cent.")
    renews_on = serializers.DateField(required=False, allow_null=True)
    account_owner = Card(required=False, allow_null=True)
    version = serializers.IntegerField(required=False)


class Team(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    level = serializers.IntegerField()
    region = serializers.CharField(allow_null=True)
    organisation = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()


class Region(serializers.Serializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    name = serializers.CharField()
    zone = serializers.CharField()


class Member(serializers.Serializer):
    person = serializers.IntegerField()
    team = serializers.IntegerField()
    lead = serializers.BooleanField()


class Token(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    person = serializers.IntegerField()
    scopes = serializers.ListField(child=serializers.ChoiceField(SCOPES))
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    last_used_at = serializers.DateTimeField(allow_null=True)


class NewToken(Token):
    token = serializers.CharField(help_text="The secret, shown this once.")
