"""Shapes only; what makes sense is the actions' to say."""

from django import forms

from ..models import Cause


class ReasonForm(forms.Form):
    cause = forms.ChoiceField(label="Reason", choices=[("", "Choose one"), *Cause.choices])
    words = forms.CharField(
        label="In words",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="What happened.",
    )


class CreditForm(forms.Form):
    credit = forms.TypedChoiceField(
        label="Decision",
        choices=[("yes", "Give a credit"), ("no", "No credit")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    amount = forms.DecimalField(label="Amount", required=False, max_digits=12, decimal_places=2, min_value=0)
    currency = forms.CharField(label="Currency", required=False, max_length=3, help_text="Three capitals, such as EUR.")
    words = forms.CharField(label="Because", max_length=2000, widget=forms.Textarea({"rows": 3}))
