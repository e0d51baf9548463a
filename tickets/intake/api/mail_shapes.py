"""What may be sent, and what is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.shapes import Named, Shape, Text

from ..models import Outcome

STATES = ("waiting", "trying", "sent", "bounced", "given_up")


class MailboxChangeIn(Shape):
    name = Text(max_length=100, required=False)
    queue = Named(required=False)
    type = Named(required=False, allow_null=True)
    imap_host = Text(max_length=200, required=False, allow_blank=True)
    imap_port = serializers.IntegerField(min_value=1, max_value=65535, required=False)
    imap_user = Text(max_length=200, required=False, allow_blank=True)
    imap_secret = Text(
        max_length=80, required=False, allow_blank=True, help_text="A variable's name, never the password."
    )
    imap_folder = Text(max_length=100, required=False)


class MailboxIn(MailboxChangeIn):
    address = Text(max_length=254)
    queue = Named()


class DismissIn(Shape):
    reason = Text(max_length=300)


class Mailbox(serializers.Serializer):
    """An address people write to."""

    id = serializers.IntegerField()
    address = serializers.CharField()
    name = serializers.CharField()
    queue = serializers.IntegerField()
    type = serializers.IntegerField(allow_null=True)
    imap_host = serializers.CharField(allow_blank=True)
    imap_port = serializers.IntegerField()
    imap_user = serializers.CharField(allow_blank=True)
    imap_folder = serializers.CharField()
    fetched_at = serializers.DateTimeField(allow_null=True)
    fetch_error = serializers.CharField(allow_blank=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class IncomingMail(serializers.Serializer):
    """A mail that came in, and what became of it."""

    id = serializers.IntegerField()
    mailbox = serializers.IntegerField()
    outcome = serializers.ChoiceField(Outcome.choices)
    why = serializers.CharField(allow_blank=True)
    sender = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    size = serializers.IntegerField()
    times = serializers.IntegerField(help_text="How often the same mail was brought.")
    received_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    ticket = serializers.IntegerField(allow_null=True)
    suggested = serializers.IntegerField(allow_null=True, help_text="The ticket it may belong to.")
    version = serializers.IntegerField()


class SentMail(serializers.Serializer):
    """One line of the delivery log."""

    id = serializers.IntegerField()
    address = serializers.CharField()
    subject = serializers.CharField()
    ticket = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(STATES)
    tries = serializers.IntegerField()
    error = serializers.CharField(allow_blank=True)
    message_id = serializers.CharField()
    created_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    bounced_at = serializers.DateTimeField(allow_null=True)
