"""Naming an earlier incident by its reference."""

from django import forms

from supportdesk.accounts.models import Person
from supportdesk.numbers import whole

from ..models import Incident


class Earlier(forms.CharField):
    """The reference of an incident that its writer may know of."""

    viewer: Person

    def __init__(self):
        hint = "INC-12, if the same has happened before."
        super().__init__(label="Repeats", required=False, max_length=30, help_text=hint)

    def clean(self, value):
        number = super().clean(value).strip().upper().removeprefix("INC-")
        if not number:
            return None
        pk = whole(number)
        found = Incident.objects.visible_to(self.viewer).filter(pk=pk).first() if pk else None
        if found is None:
            raise forms.ValidationError("There is no such incident.")
        return found
