"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["components"].queryset = StatusComponent.objects.shown()


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
        kwargs["initial"] = {"seen": notice.version, "stage": notice.stage}
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


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Why it is taken off", max_length=500)
