"""What stays with a ticket: identifiers, links, hand-offs, resolutions and reopenings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from ..states import CauseClass, IdentifierKind, LinkKind, ReopenReason, ResolutionCode
from .ticket import Ticket

PERSON = settings.AUTH_USER_MODEL


class Identifier(models.Model):
    """A technical or external identifier (T-10), found whatever its case."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20, choices=IdentifierKind)
    value = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(Upper("value"), name="identifier_value")]
        constraints = [models.UniqueConstraint(fields=["ticket", "kind", "value"], name="identifier_once")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}"


class Link(models.Model):
    """A typed link (T-24) to another ticket or to something outside, by reference and address."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20, choices=LinkKind)
    other = models.ForeignKey(Ticket, models.CASCADE, null=True, blank=True, related_name="linked_from")
    reference = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "kind", "other"], name="link_once", condition=Q(other__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["ticket", "kind", "reference"], name="link_outside_once", condition=Q(other__isnull=True)
            ),
            models.CheckConstraint(condition=Q(other__isnull=False) | ~Q(reference=""), name="link_leads_somewhere"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="link_kind_known"),
        ]
        indexes = [models.Index(fields=["kind", "reference"], name="link_reference")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.other or self.reference}"


class Handoff(models.Model):
    """One change of hands (T-21): from, to, reason, and when it was accepted."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="handoffs")
    giver = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    taker = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    from_queue = models.ForeignKey("catalogue.Queue", models.PROTECT, null=True, blank=True, related_name="+")
    to_queue = models.ForeignKey("catalogue.Queue", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                name="handoff_one_open",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            )
        ]

    def __str__(self):
        return f"T-{self.ticket_id}: {self.giver} to {self.taker or self.to_queue}"


class Resolution(models.Model):
    """What happened and what was done about it (T-27, T-52); one row per time it was resolved."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="resolutions")
    code = models.CharField(max_length=20, choices=ResolutionCode)
    cause_class = models.CharField(max_length=20, choices=CauseClass)
    root_cause = models.CharField(max_length=200, blank=True)
    happened = models.TextField()
    steps = models.TextField()
    verification = models.TextField(blank=True)
    verified_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    advice = models.TextField()
    prevention = models.TextField(blank=True)
    waived = models.JSONField(default=dict, blank=True, help_text="Part of the closing message -> why it is left out.")
    resolved_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            # An old record that is imported may lack either.
            models.CheckConstraint(condition=Q(code__in=["", *ResolutionCode.values]), name="resolution_code_known"),
            models.CheckConstraint(
                condition=Q(cause_class__in=["", *CauseClass.values]), name="resolution_cause_known"
            ),
        ]

    def __str__(self):
        return f"T-{self.ticket_id} {self.get_code_display()}"


class Reopening(models.Model):
    """Why a resolution did not hold (T-30); counts once against that resolution."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="reopenings")
    resolution = models.OneToOneField(Resolution, models.CASCADE, null=True, blank=True, related_name="reopening")
    reason = models.CharField(max_length=20, choices=ReopenReason)
    same_cause = models.BooleanField(null=True)
    previous_resolver = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    seconds_since_resolution = models.PositiveBigIntegerField()
    reopened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=ReopenReason.values), name="reopening_reason_known")
        ]

    def __str__(self):
        return f"T-{self.ticket_id} reopened: {self.get_reason_display()}"
