"""Shapes of what is said about views; sense is the actions' to make."""

from typing import cast

from django import forms

from supportdesk.accounts.models import Role, Team

from ..models import LONGEST_NAME

MINE, EVERYBODY = "mine", "everybody"


def audiences(person):
    """To whom this person may give a view: the keys of the form with their words."""
    teams = Team.objects.filter(pk__in=person.scope.led) if Role.TL in person.roles else Team.objects.none()
    if person.has_role(Role.SM, Role.OA):
        teams = Team.objects.all()
    choices = [(MINE, "Only me"), *((f"team-{team.pk}", f"Team {team.name}") for team in teams.order_by("name"))]
    return [*choices, (EVERYBODY, "Everybody")] if person.has_role(Role.SM, Role.OA) else choices


def audience_of(key, person):
    """Owner and team, by the key of the form."""
    if key.startswith("team-"):
        return {"owner": None, "team": Team.objects.get(pk=key.removeprefix("team-"))}
    return {"owner": person if key == MINE else None, "team": None}


class NameForm(forms.Form):
    name = forms.CharField(max_length=LONGEST_NAME)


class ShareForm(forms.Form):
    audience = forms.ChoiceField(label="For", widget=forms.RadioSelect)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["audience"]).choices = audiences(viewer)


class SaveForm(ShareForm):
    name = forms.CharField(max_length=LONGEST_NAME)
    filter = forms.CharField(
        required=False, max_length=1000, help_text="As typed over the list. Empty: all that is open."
    )
    group = forms.CharField(required=False, widget=forms.HiddenInput)
    order = forms.CharField(required=False, widget=forms.HiddenInput)
    columns = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["name", "filter", "audience", "group", "order", "columns"]
