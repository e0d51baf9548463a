from django import forms

from supportdesk.accounts.zones import known
from tickets.sla.models import Draft

from ..drafts import open_drafts

HINT = "Weekdays and hours of the answer are those of this zone."


class DraftField(forms.ModelChoiceField):
    def label_from_instance(self, draft):
        return f"{draft.get_what_display()}: {draft.name}"


class WhatIfForm(forms.Form):
    """A draft and the days to try it on."""

    draft: forms.Field = DraftField(Draft.objects.none())
    first = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}))
    zone = forms.ChoiceField(label="Time zone", choices=[(name, name) for name in known()], help_text=HINT)
    also_open = forms.BooleanField(label="Also the tickets that were open when the span began", required=False)

    def __init__(self, *args, viewer, **more):
        super().__init__(*args, **more)
        self.fields["draft"] = DraftField(open_drafts(viewer), label="Draft", empty_label=None)


class Wanted(forms.Form):
    """One figure of an answer, as its address says it."""

    what = forms.ChoiceField(choices=[("gained", "gained"), ("lost", "lost")], required=False)
    queue = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    weekday = forms.IntegerField(required=False, min_value=0, max_value=6)
    hour = forms.IntegerField(required=False, min_value=0, max_value=23)
