"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.catalogue.models import Queue, TicketType


class DismissForm(forms.Form):
    reason = forms.CharField(label="Why nothing is to be done", max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class QueuedForm(forms.Form):
    """About a way in: where what comes goes. `thing` is the one to change."""

    name = forms.CharField(label="Name", max_length=100)
    queue = forms.ModelChoiceField(Queue.objects.none(), label="Queue", empty_label="Choose…")
    type = forms.ModelChoiceField(
        TicketType.objects.none(), label="Type of its tickets", required=False, empty_label="The desk's first type"
    )

    def __init__(self, *args, viewer, thing=None, **kwargs):
        initial = {name: getattr(thing, f"{name}_id", getattr(thing, name)) for name in self.base_fields if thing}
        super().__init__(*args, **kwargs | ({"initial": initial} if thing else {}))
        fields: Any = self.fields
        fields["queue"].queryset = Queue.objects.offered().visible_to(viewer)
        fields["type"].queryset = TicketType.objects.offered()
        if thing:
            fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=thing.version)


class NothingForm(forms.Form):
    """A button is all there is to say."""


class MailboxForm(QueuedForm):
    """`imap_secret` is the name of a variable, never the password."""

    imap_host = forms.CharField(
        label="Fetch by IMAP from",
        max_length=200,
        required=False,
        help_text="Leave empty where your mail server brings the mail.",
    )
    imap_port = forms.IntegerField(label="Port", min_value=1, max_value=65535, initial=993)
    imap_user = forms.CharField(label="Sign in as", max_length=200, required=False)
    imap_secret = forms.CharField(
        label="Variable with the password", max_length=80, required=False, help_text="Like IMAP_PASSWORD_SUPPORT."
    )
    imap_folder = forms.CharField(label="Folder", max_length=100, initial="INBOX")


class NewMailboxForm(MailboxForm):
    address = forms.EmailField(label="Address", max_length=254)
    field_order = ("address", "name")
