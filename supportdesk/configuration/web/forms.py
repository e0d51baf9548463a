"""A form for any definitions."""

from django import forms

from supportdesk.configuration.web_fields import field_for


class SettingsForm(forms.Form):
    def __init__(self, *args, held, **kwargs):
        super().__init__(*args, **kwargs)
        for one in held:
            self.fields[one.definition.key] = field_for(one)
