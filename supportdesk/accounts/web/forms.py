"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.languages import NAMES
from supportdesk.accounts.models import SCOPES, Organisation, Person, RampStage, Region, Role, Team
from supportdesk.accounts.zones import known

ROLES = list(Role)
TIERS = [(1, "1: answers first"), (2, "2: goes deeper"), (3, "3: builds the product")]


def zone_choices():
    return [(name, name.replace("_", " ")) for name in known()]


def choose(queryset, label, **options):
    return forms.ModelChoiceField(queryset, label=label, empty_label="None", **options)


class Nothing(forms.Form):
    """A button and nothing else."""


class Zoned(forms.Form):
    zone = forms.ChoiceField(label="Time zone", choices=zone_choices, initial="UTC")


class InviteForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", max_length=254)
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(role.value, role.label) for role in ROLES],
        widget=forms.CheckboxSelectMultiple,
        initial=[Role.AN.value],
    )
    organisation = choose(
        Organisation.objects.none(), "Organisation", required=False, help_text="None: one of the desk's own people."
    )
    zone = forms.ChoiceField(label="Time zone", choices=zone_choices, initial="UTC")
    machine = forms.BooleanField(label="A program, not a person: it signs in by a token only", required=False)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"].queryset = Organisation.objects.visible_to(viewer)
        if viewer.organisation_id:
            fields["organisation"].required, fields["organisation"].initial = True, viewer.organisation_id


class InviteToTeamForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(
        label="Role", choices=[(role.value, role.label) for role in ROLES if role != Role.RQ], initial=Role.AN.value
    )


class PersonForm(Zoned):
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", max_length=254)
    language = forms.ChoiceField(label="Language", choices=NAMES.items(), required=False)
    regions = forms.ModelMultipleChoiceField(
        Region.objects.all(),
        label="Works in",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None: everywhere.",
    )
    organisation_access = forms.BooleanField(label="Sees every ticket of the organisation", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("name", "email", "zone", "language", "regions", "organisation_access")

    def __init__(self, *args, person, **kwargs):
        said = ("name", "email", "zone", "language", "organisation_access")
        initial = {name: getattr(person, name) for name in said}
        initial |= {"seen": person.version, "regions": list(person.regions.all())}
        super().__init__(*args, **kwargs | {"initial": initial})
        if person.serves or not person.organisation_id:
            del self.fields["organisation_access"]
        if not Region.objects.exists():
            del self.fields["regions"]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Role", choices=Role.choices)

    def __init__(self, *args, but=(), **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["role"].choices = [(value, label) for value, label in Role.choices if value not in but]


class MembershipForm(forms.Form):
    team = forms.ModelChoiceField(Team.objects.none(), label="Team", empty_label="Choose…")
    lead = forms.BooleanField(label="Leads it", required=False)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["team"].queryset = Team.objects.visible_to(viewer)


class ColleagueForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Person", empty_label="Choose…")
    lead = forms.BooleanField(label="Leads the team", required=False)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        staff = Person.objects.visible_to(viewer).active().filter(is_machine=False)
        fields["person"].queryset = staff.exclude(roles=[Role.RQ]).order_by("name")


class StageForm(forms.Form):
    stage = forms.ChoiceField(label="How far the ramp-up has come", choices=RampStage.choices)


class TeamForm(forms.Form):
    name = forms.CharField(label="Team name", max_length=100)
    level = forms.TypedChoiceField(label="Tier", choices=TIERS, coerce=int, initial=1)
    region = choose(Region.objects.all(), "Region", required=False)


class NewTeamForm(TeamForm):
    organisation = choose(
        Organisation.objects.none(), "Only for the organisation", required=False, help_text="None: it serves everybody."
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"].queryset = Organisation.objects.visible_to(viewer)


class ChangeTeamForm(TeamForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class RegionForm(Zoned):
    name = forms.CharField(label="Region name", max_length=100)
    field_order = ("name", "zone")


class NewOrganisationForm(Zoned):
    name = forms.CharField(label="Organisation name", max_length=200)
    tier = forms.ChoiceField(label="Tier", choices=Organisation.Tier.choices)
    region = choose(Region.objects.all(), "Region", required=False)
    colour = forms.ChoiceField(
        label="Colour", choices=[("", "The desk's own"), *Organisation.Colour.choices], required=False
    )
    field_order = ("name", "tier", "region", "zone")


class OrganisationForm(NewOrganisationForm):
    entitlement = forms.CharField(label="Entitlement", max_length=120, required=False)
    flags = forms.MultipleChoiceField(
        label="Contract",
        choices=Organisation.Flag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    health = forms.IntegerField(label="Health, per cent", min_value=0, max_value=100, required=False)
    renews_on = forms.DateField(label="Renews on", required=False, widget=forms.DateInput({"type": "date"}))
    account_owner = choose(Person.objects.none(), "Account owner", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        staff = Person.objects.visible_to(viewer).active().filter(is_machine=False)
        fields["account_owner"].queryset = staff.exclude(roles=[Role.RQ]).order_by("name")


class TokenForm(forms.Form):
    name = forms.CharField(label="What it is for", max_length=100)
    scopes = forms.MultipleChoiceField(
        label="May be used for",
        choices=[(scope, scope) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(label="Days until it ends", min_value=1, max_value=366, initial=90)
    person = forms.ModelChoiceField(Person.objects.none(), label="Whose", empty_label=None)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        machines = Person.objects.visible_to(viewer).active().filter(is_machine=True)
        own = Person.objects.filter(pk=viewer.pk)
        fields["person"].queryset = (own | machines).exclude(email="system@supportdesk.invalid").order_by("-pk")
        fields["person"].initial = viewer.pk
