"""One form: who, where, when, and the values that the first administrator confirms (DEC-29)."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from supportdesk.accounts.models import Person
from supportdesk.accounts.zones import known
from supportdesk.configuration.web_fields import field_for
from tickets.sla.hours import CHOICES


class SetUpForm(forms.Form):
    desk_name = forms.CharField(label="Name of the organisation", max_length=100)
    name = forms.CharField(label="Your name", max_length=200)
    email = forms.EmailField(label="Your e-mail address", max_length=254)
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="At least ten characters; a sentence is better than a word.",
    )
    zone = forms.ChoiceField(label="Time zone", choices=lambda: [(name, name.replace("_", " ")) for name in known()])
    hours = forms.ChoiceField(label="Business hours", choices=CHOICES)

    def __init__(self, *args, held, **kwargs):
        super().__init__(*args, **kwargs | {"initial": {"zone": "UTC", "hours": "nine_to_five"}})
        self.confirmed = [one.definition.key for one in held if one.definition.key not in self.fields]
        for one in held:
            if one.definition.key not in self.fields:
                self.fields[one.definition.key] = field_for(one)

    def clean(self):
        given = super().clean() or {}
        if given.get("password"):
            self.check_password(given)
        return given

    def check_password(self, given):
        try:
            validate_password(given["password"], Person(email=given.get("email", ""), name=given.get("name", "")))
        except forms.ValidationError as error:
            self.add_error("password", error)

    @property
    def about_you(self):
        return [self[name] for name in self.base_fields]

    @property
    def defaults(self):
        return [self[name] for name in self.confirmed]
