"""Shapes of what is said about an incident, and of who sends alerts; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.catalogue.models import Component

from ..models import UpdateTemplate
from ..states import Severity
from .forms import instant, words


class WordingChoice(forms.Form):
    template = forms.ModelChoiceField(
        UpdateTemplate.objects.none(), label="Approved wording", empty_label="My own words"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["template"].queryset = UpdateTemplate.objects.offered().order_by("name")
        fields["template"].label_from_instance = lambda one: one.name


class Codes(forms.MultipleChoiceField):
    """Codes of warnings that the writer has read; which there are is the guard's to know."""

    def valid_value(self, value):
        return len(value) <= 40


class UpdateForm(WordingChoice):
    """To the requesters. The wording as it is goes out; changed or own words go to whoever approves them."""

    headline = forms.CharField(label="Headline", max_length=150)
    body = words("What requesters read", 7, longest=5_000)
    next_at = instant("We write again", hint="Empty: when the cadence asks for it.")
    confirmed = Codes(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].required = False


class InternalForm(forms.Form):
    body = words("How it stands, for colleagues", 5, longest=5_000)


class FlagForm(forms.Form):
    words = words("What makes you think that others have it too", 3)
    component = forms.ModelChoiceField(Component.objects.none(), label="Component", empty_label="Choose…")
    severity = forms.TypedChoiceField(label="How bad, as it looks now", choices=Severity.choices, coerce=int, initial=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["component"].queryset = Component.objects.offered()


class AffectedForm(forms.Form):
    words = words("What you notice", 4, required=False, longest=2_000)


class SourceForm(forms.Form):
    name = forms.CharField(label="Name", max_length=100, help_text="The system that sends alerts.")
    component = forms.ModelChoiceField(
        Component.objects.none(),
        label="Component of alerts that name none",
        required=False,
        empty_label="None",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["component"].queryset = Component.objects.offered()


class ChangeSourceForm(SourceForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WordingForm(forms.Form):
    name = forms.CharField(label="Name", max_length=100)
    headline = forms.CharField(label="Headline", max_length=150)
    body = words("Text", 8, longest=5_000, hint="Put in by the desk: {{service}}, {{started}}, {{next update}} …")


class Nothing(forms.Form):
    """A button is all there is to say."""
