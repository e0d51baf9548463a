"""What is answered about updates, wordings, alerts and what is announced, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.told import Card

from ..models import Alert as AlertRow
from ..models import Push
from ..models.update import UpdateState
from ..states import Audience

HOW = ("suspected", "entered", "noted", "repeated")


class AlertTaken(serializers.Serializer):
    """`suspected`: a suspicion began · `entered`: it stands in an incident · `noted`: it belongs to none · `repeated`:
    this message was taken before."""

    alert = serializers.IntegerField(allow_null=True)
    incident = serializers.IntegerField(allow_null=True)
    how = serializers.ChoiceField(HOW)
    times = serializers.IntegerField()


class AlertsTaken(serializers.Serializer):
    taken = AlertTaken(many=True)


class AlertSource(serializers.Serializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    name = serializers.CharField()
    component = serializers.IntegerField(allow_null=True)
    secret_since = serializers.DateTimeField()
    former_until = serializers.DateTimeField(allow_null=True)
    last_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class NewAlertSource(AlertSource):
    """With its secret, this once."""

    secret = serializers.CharField()


class Alert(serializers.Serializer):
    id = serializers.IntegerField()
    sender = Card()
    fingerprint = serializers.CharField()
    status = serializers.ChoiceField(AlertRow.Status.choices)
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    severity = serializers.IntegerField()
    times = serializers.IntegerField()
    first_at = serializers.DateTimeField()
    last_at = serializers.DateTimeField()


class Wording(serializers.Serializer):
    """Wording that may go out as it is. A change makes a new one with the same `key`."""

    id = serializers.IntegerField()
    key = serializers.CharField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    headline = serializers.CharField()
    body = serializers.CharField()
    made_at = serializers.DateTimeField()
    retired_at = serializers.DateTimeField(allow_null=True)


class IncidentUpdate(serializers.Serializer):
    id = serializers.IntegerField()
    incident = serializers.IntegerField()
    audience = serializers.ChoiceField(Audience.choices)
    state = serializers.ChoiceField(UpdateState.choices)
    template = serializers.IntegerField(allow_null=True)
    as_approved = serializers.BooleanField(help_text="Word for word what the template says.")
    headline = serializers.CharField(allow_blank=True)
    body = serializers.CharField()
    next_at = serializers.DateTimeField(allow_null=True)
    written_by = Card()
    written_at = serializers.DateTimeField()
    approved_by = Card(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)


class Delivery(serializers.Serializer):
    ticket = serializers.IntegerField()
    outcome = serializers.ChoiceField(Push.Outcome.choices)
    words = serializers.CharField(allow_blank=True)


class OneIncidentUpdate(IncidentUpdate):
    deliveries = Delivery(many=True)


class LiveIncident(serializers.Serializer):
    """What is announced to the reader; `ticket` is the reader's own in it."""

    id = serializers.IntegerField()
    headline = serializers.CharField()
    text = serializers.CharField()
    told_at = serializers.DateTimeField()
    next_update_at = serializers.DateTimeField(allow_null=True)
    ticket = serializers.IntegerField(allow_null=True)


class LiveIncidents(serializers.Serializer):
    results = LiveIncident(many=True)


class Joined(serializers.Serializer):
    ticket = serializers.IntegerField()
    incident = serializers.IntegerField()


class Flagged(serializers.Serializer):
    incident = serializers.IntegerField()
    reference = serializers.CharField()
