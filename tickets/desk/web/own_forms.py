"""What a requester fills in: the shapes of a ticket of one's own."""

from django import forms

from supportdesk.catalogue.models import Category, TicketType

from ..states import ReopenReason
from .forms import Codes, choice, choose_from, offer, text


class OwnTicketForm(forms.Form):
    """A ticket in one's own name; a type that has categories asks for one."""

    title = forms.CharField(label="Subject", max_length=250)
    body = text(8, label="What happened, and what did you expect?")
    confirmed = Codes()
    type = forms.ModelChoiceField(TicketType.objects.none(), label="It is about", empty_label=None)
    category = forms.ModelChoiceField(Category.objects.none(), required=False, empty_label="I do not know")

    def __init__(self, *args, chosen=None, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, type=TicketType)
        categories = chosen.categories.offered().select_related("parent") if chosen else Category.objects.none()
        if chosen:
            self.fields["type"].initial = chosen.pk
        if categories:
            choose_from(self, category=categories)
        else:
            del self.fields["category"]


class OwnReopeningForm(forms.Form):
    """The requester says that it is not solved after all, and what is still wrong."""

    reason = choice(ReopenReason.choices, label="Why", required=False)
    confirmed = Codes()
    body = text(4, label="What is still wrong?", error_messages={"required": "Say what is still wrong."})

    def clean_reason(self):
        return self.cleaned_data["reason"] or ReopenReason.NOT_FIXED


class SecretForm(forms.Form):
    """Written or as a file, one of the two."""

    words = text(4, label="The secret", required=False, strip=False)
    file = forms.FileField(label="Or a file with it", required=False, allow_empty_file=True)
    whom = forms.ChoiceField(
        label="Who opens it",
        choices=[("inside", "A colleague"), ("requester", "The requester, or a colleague")],
        widget=forms.RadioSelect,
        initial="inside",
    )

    def __init__(self, *args, serves, **kwargs):
        super().__init__(*args, **kwargs)
        if not serves:
            del self.fields["whom"]

    def clean(self):
        given = super().clean() or {}
        if bool(given.get("words", "").strip()) == bool(given.get("file")) and not self.errors:
            self.add_error("words", "Write the secret, or choose a file with it: one of the two.")
        return given
