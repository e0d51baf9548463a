"""What people are told: notices inside the product, and mails."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person).order_by("-pk")

    def unread(self):
        return self.filter(read_at=None)


class Notification(models.Model):
    """One notice to one person about one event. A person hears of an event once, however often it is told."""

    class Level(models.TextChoices):
        INFO = "info"
        WARNING = "warning"
        URGENT = "urgent"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    text = models.CharField(max_length=300)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.INFO)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event_id"], name="one_notice_per_event")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self):
        return self.text


class HeldNotice(models.Model):
    """A notice that waits for its hearer's hours. It becomes a notice then, and this row goes with it: never lost,
    given once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="held_notices")
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    text = models.CharField(max_length=300)
    level = models.CharField(max_length=10, choices=Notification.Level.choices, default=Notification.Level.INFO)
    created_at = models.DateTimeField()
    held_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event_id"], name="one_held_notice_per_event")]
        indexes = [models.Index(fields=["held_until"], name="held_notice_until")]

    def __str__(self):
        return self.text


class HearingHours(models.Model):
    """When somebody wants to hear of what is not urgent, in their own zone. Without a row: the desk's hours."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="hearing_hours"
    )
    always = models.BooleanField(default=False)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name_plural = "hearing hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(always=True) | Q(starts__isnull=False, ends__isnull=False) & ~Q(days=[]),
                name="hearing_hours_whole",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {'always' if self.always else f'{self.starts} to {self.ends}'}"


class MailQuerySet(models.QuerySet):
    def due(self, now):
        return self.filter(send_at__lte=now).order_by("send_at", "pk")

    def given_up(self):
        return self.filter(sent_at=None, send_at=None)

    def arrived(self):
        """As far as anybody told: the server took it, and none sent it back (COM-18)."""
        return self.filter(sent_at__isnull=False, bounced_at=None)


class Mail(models.Model):
    """One mail to one address. `send_at` is the next attempt: set until it is sent or given up. What it said is blanked
    once it is sent; who was written to, when and about what stays. `message_id` is what an answer to it names."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="mails")
    event_id = models.BigIntegerField(null=True, blank=True)
    about = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    thread = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    send_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["send_at"], name="mail_send_at", condition=models.Q(send_at__isnull=False)),
            models.Index(fields=["about", "about_id"], name="mail_about"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "event_id"], name="one_mail_per_event"),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(send_at__isnull=True, body=""),
                name="mail_sent_is_blanked",
            ),
        ]

    def __str__(self):
        return f"{self.subject} to {self.address}"

    @property
    def state(self):
        """In a word: bounced, sent, waiting, trying or given_up."""
        if self.bounced_at:
            return "bounced"
        if self.sent_at:
            return "sent"
        if self.send_at is None:
            return "given_up"
        return "trying" if self.tries else "waiting"
