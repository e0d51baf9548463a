"""What is said about a webhook; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.models import Organisation


class Kinds(forms.CharField):
    """One on each line."""

    def to_python(self, value):
        return (super().to_python(value) or "").split()

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


class WebhookForm(forms.Form):
    name = forms.CharField(label="Name", max_length=100, help_text="The system that is told.")
    url = forms.CharField(label="Address", max_length=500, help_text="https://, and an address of the world.")
    kinds = Kinds(
        label="Events",
        max_length=6_200,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        help_text="One on each line: ticket.replied, an area such as ticket.*, or * for everything.",
    )


class NewWebhookForm(WebhookForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Events of one organisation alone", required=False, empty_label="All"
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"].queryset = Organisation.objects.visible_to(viewer)
        if viewer.organisation_id:
            fields["organisation"].required, fields["organisation"].empty_label = True, None


class ChangeWebhookForm(WebhookForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReplayForm(forms.Form):
    since = forms.DateTimeField(
        label="Since",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="In your own zone. Receivers know by the id what they have had.",
    )


class Nothing(forms.Form):
    """A button is all there is to say."""
