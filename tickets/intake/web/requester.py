"""For whom the desk fills a form in, and how the contact came."""

from django import forms

from supportdesk.accounts.models import Person, Role


class RequesterForm(forms.Form):
    requester = forms.CharField(max_length=300, help_text="Begin with a name or an address, then choose.")
    channel = forms.ChoiceField(label="Came in by", choices=[("phone", "Phone"), ("walk_up", "Walk-up")])

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_requester(self):
        address = self.cleaned_data["requester"].rpartition("<")[2].rstrip("> ")
        people = Person.objects.visible_to(self.viewer).active().filter(is_machine=False)
        if self.viewer.sits_lightly:
            people = people.exclude(roles=[Role.RQ])
        person = people.filter(email__iexact=address).first()
        if person is None:
            raise forms.ValidationError("Nobody has that address. Choose one of the names offered.")
        return person
