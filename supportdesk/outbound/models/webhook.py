"""Who is told over HTTP of what happens, what they are owed, and how each try went (INT-03)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from supportdesk.accounts.models import Role
from supportdesk.accounts.models.present import require_present
from supportdesk.events.models import Event

PERSON = settings.AUTH_USER_MODEL
READERS = frozenset({Role.OA, Role.SM, Role.AU})


class StopReason(models.TextChoices):
    TRIES = "tries", "It did not take a message in all its tries"
    GONE = "gone", "It answered 410: it is gone"
    HAND = "hand", "By hand"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    SKIPPED = "skipped", "Left out"


class WebhookQuerySet(models.QuerySet):
    def visible_to(self, person):
        """C 72: whoever keeps them, and who may read. An administrator of one organisation sees those of it."""
        if READERS.isdisjoint(person.roles):
            return self.none()
        return self.filter(organisation=person.organisation_id) if person.organisation_id else self

    def listening(self):
        return self.filter(ended_at=None)

    def due(self, now):
        """Those that owe something, are not resting and are in nobody's hands."""
        owes = Delivery.objects.filter(webhook=OuterRef("pk"), state=DeliveryState.WAITING)
        rested = Q(rests_until=None) | Q(rests_until__lte=now)
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return (
            self.listening()
            .filter(rested & free & Exists(owes), stopped_at=None)
            .order_by(models.F("claimed_until").asc(nulls_first=True), "pk")
        )


class Webhook(models.Model):
    """One address that hears of events. Its messages leave one after the other, in the order in which they happened:
    when one is not taken, those behind it wait with it."""

    subject = "webhook"

    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=60))
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+", help_text="Its events alone."
    )
    secret = models.TextField()
    secret_since = models.DateTimeField()
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    rests_until = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=10, choices=StopReason.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_why="") | Q(stopped_at__isnull=False) & ~Q(stopped_why=""),
                name="webhook_stopped_for_a_reason",
            )
        ]

    def __str__(self):
        return self.name

    def lock(self, seen=None):
        self.refresh_from_db(from_queryset=Webhook.objects.select_for_update(no_key=True))
        require_present(self.subject, self, seen)

    def wants(self, event):
        """Whether it hears of such an event: by its kind, by its area, or of everything; never of webhooks."""
        if event.subject == self.subject or (self.organisation_id and event.organisation_id != self.organisation_id):
            return False
        return not {"*", f"{event.kind.partition('.')[0]}.*", event.kind}.isdisjoint(self.kinds)


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(webhook__in=Webhook.objects.visible_to(person))

    def waiting(self):
        return self.filter(state=DeliveryState.WAITING).order_by("pk")


class Delivery(models.Model):
    """One event that one webhook is owed. What is sent is made of the event when it leaves: nothing is kept twice."""

    subject = "webhook_delivery"

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    queued_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    last_try_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="one_delivery_per_event"),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False), name="delivery_delivered_at"
            ),
        ]
        indexes = [
            models.Index(fields=["webhook", "id"], name="delivery_waiting", condition=Q(state="waiting")),
            models.Index(fields=["queued_at"], name="delivery_queued_at"),
        ]

    def __str__(self):
        return self.message_id

    @property
    def message_id(self):
        """The same in every try and every replay: by it a receiver knows what it has had."""
        return f"evt_{self.event_id}"


class Attempt(models.Model):
    """One try: what was answered, or why nothing was. What the receiver said beside its number is not kept."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=100, blank=True)
    took_ms = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.status or self.error)
