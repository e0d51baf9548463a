"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from incidents.response.models import Incident
from supportdesk.catalogue.models import Component

from ..models import Health, Stage, StatusComponent


class PartForm(forms.Form):
    name = forms.CharField(label="Name for customers", max_length=100)
    description = forms.CharField(label="What it is", max_length=200, required=False)
    position = forms.IntegerField(label="Position", min_value=0, max_value=9999, initial=100)
    shown = forms.BooleanField(label="Shown to everybody", required=False, initial=True)


class NewPartForm(PartForm):
    component = forms.ModelChoiceField(Component.objects.none(), label="Component", empty_label="Choose…")
    field_order = ["component"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["component"].queryset = Component.objects.offered().filter(status=None)


class HealthForm(forms.Form):
    health = forms.ChoiceField(choices=Health.choices)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NoticeForm(forms.Form):
    title = forms.CharField(label="What is wrong, in customers' words", max_length=150)
    components = forms.ModelMultipleChoiceField(
        StatusComponent.objects.none(), label="Parts", widget=forms.CheckboxSelectMultiple
    )

    incident = forms.ModelChoiceField(
        Incident.objects.none(),
        label="Incident",
        required=False,
        empty_label="None",
        help_text="None: maintenance, say.",
    )

    def __init__(self, *args, viewer, incident=None, **kwargs):
        kwargs["initial"] = {"incident": incident}
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["components"].queryset = StatusComponent.objects.shown()
        running = Incident.objects.visible_to(viewer).live().filter(restricted=False, drill=False)
        fields["incident"].queryset = running.order_by("-pk")
        fields["incident"].label_from_instance = lambda one: f"{one.reference} {one.title}"


class PostForm(forms.Form):
    """One field for each part of the notice: how it fares from now on."""

    stage = forms.ChoiceField(label="How far it has come", choices=[("", "Choose…"), *Stage.choices])
    body = forms.CharField(
        label="What customers read",
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
        help_text="What they notice, what we do, when we write again. “Resolved” ends the notice.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, notice, **kwargs):
        kwargs["initial"] = {"seen": notice.version, "stage": notice.stage, "body": latest(notice)}
        super().__init__(*args, **kwargs)
        self.parts = list(notice.components.all())
        for part in self.parts:
            self.fields[f"health_{part.pk}"] = forms.ChoiceField(
                label=f"{part.name} from now on",
                choices=[("", f"As it is: {part.get_health_display()}"), *Health.choices],
                required=False,
            )

    def health(self):
        return {part: self.cleaned_data[f"health_{part.pk}"] for part in self.parts}


def latest(notice):
    """What requesters were told last of its incident, to begin with."""
    told = notice.incident and notice.incident.updates.public().order_by("-sent_at").first()
    return told.body if told else ""


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Why it is taken off", max_length=500)
