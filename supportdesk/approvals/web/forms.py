"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.actions.delegate import DELEGABLE
from supportdesk.accounts.models import Person, Role

LONG = 10_000


class AskForm(forms.Form):
    action = forms.SlugField(max_length=40)
    subject = forms.SlugField(max_length=40)
    subject_id = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    arguments = forms.JSONField(required=False)
    reason = forms.CharField(max_length=LONG)

    def clean_arguments(self):
        given = self.cleaned_data["arguments"] or {}
        if not isinstance(given, dict):
            raise forms.ValidationError("Name what was asked for.")
        return given


class DecisionForm(forms.Form):
    answer = forms.ChoiceField(choices=[("grant", "Grant"), ("refuse", "Refuse")])
    comment = forms.CharField(max_length=LONG, required=False)


class DelegationForm(forms.Form):
    role = forms.ChoiceField(label="In the role")
    to = forms.ModelChoiceField(Person.objects.none(), label="Who approves in your place", empty_label="Choose…")
    until = forms.DateTimeField(
        label="Until", widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        own = [role for role in DELEGABLE if role in viewer.roles]
        fields: Any = self.fields
        fields["role"].choices = [(role.value, Role(role).label) for role in own]
        colleagues = Person.objects.active().filter(is_machine=False, organisation=viewer.organisation_id)
        fields["to"].queryset = colleagues.exclude(roles=[Role.RQ]).exclude(pk=viewer.pk).order_by("name")
