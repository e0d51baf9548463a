"""Shapes of what is set about the workflow and time-boxes."""

from typing import Any

from django import forms

from supportdesk.catalogue.models import Category

from .. import configured, gate
from ..states import Status

TIERS = [(1, "Tier 1"), (2, "Tier 2"), (3, "Tier 3")]


class LabelsForm(forms.Form):
    """The name of each status; what it means stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for status in Status:
            name = configured.status_label(status)
            self.fields[status.value] = forms.CharField(label=status.label, max_length=40, initial=name)


def boxes(label, names):
    offered = [(name, gate.LABELS[name]) for name in names]
    return forms.MultipleChoiceField(label=label, choices=offered, widget=forms.CheckboxSelectMultiple)


class GatesForm(forms.Form):
    triage_fields = boxes("Triage asks for", (*gate.TRIAGE, *gate.BESIDE))
    resolution_fields = boxes("A resolution has", gate.RESOLUTION)


class TimeBoxForm(forms.Form):
    level = forms.TypedChoiceField(label="Tier", choices=TIERS, coerce=int)
    category = forms.ModelChoiceField(
        Category.objects.none(), label="Category", required=False, empty_label="Any other"
    )
    minutes = forms.IntegerField(label="Working minutes", min_value=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["category"].queryset = Category.objects.offered().select_related("parent")
