"""Addresses that people write to, and every mail that came to one: its bytes first, what became of it later."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supportdesk.accounts.models.person import LowercaseEmailField
from supportdesk.accounts.models.present import require_present
from tickets.desk.models import Message, Ticket

PERSON = settings.AUTH_USER_MODEL


class MailboxQuerySet(models.QuerySet):
    def visible_to(self, person):
        if person.serves_everybody:
            return self
        return self.filter(queue__organisation=person.organisation_id) if person.serves else self.none()

    def taking(self):
        return self.filter(ended_at=None)

    def to_fetch(self, now):
        return self.taking().filter(fetch_at__lte=now).order_by("fetch_at", "pk")


class Mailbox(models.Model):
    """An address and the queue its mail goes to (INT-05). Mail is brought to our own listener, or fetched by IMAP from
    `imap_host`; the password stands in the environment under the name `imap_secret` and nowhere here."""

    subject = "mailbox"

    address = LowercaseEmailField(unique=True)
    name = models.CharField(max_length=100)
    queue = models.ForeignKey("catalogue.Queue", models.PROTECT, related_name="mailboxes")
    type = models.ForeignKey("catalogue.TicketType", models.PROTECT, null=True, blank=True, related_name="+")
    imap_host = models.CharField(max_length=200, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_user = models.CharField(max_length=200, blank=True)
    imap_secret = models.CharField(max_length=80, blank=True)
    imap_folder = models.CharField(max_length=100, default="INBOX")
    fetch_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    fetch_error = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        verbose_name_plural = "mailboxes"
        indexes = [models.Index(fields=["fetch_at"], name="mailbox_fetch_at", condition=Q(fetch_at__isnull=False))]

    def __str__(self):
        return self.address

    @property
    def organisation_id(self):
        return self.queue.organisation_id

    def lock(self, seen=None):
        self.refresh_from_db(from_queryset=Mailbox.objects.select_for_update(no_key=True))
        require_present(self.subject, self, seen)


class Outcome(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", "Not read yet"
    OPENED = "opened", "Opened a ticket"
    REPLIED = "replied", "Joined its ticket"
    AUTOMATIC = "automatic", "Written by a program"
    BOUNCE = "bounce", "Says that a mail did not arrive"
    HELD = "held", "Held"
    DISMISSED = "dismissed", "Put aside"


class IncomingMailQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What stands on a ticket is for those who may know of the ticket; the rest for those who may see its mailbox.
        A light seat sees none: what stands in a mail cannot be masked (ROLE-06)."""
        if not person.serves or person.sits_lightly:
            return self.none()
        boxes = Mailbox.objects.visible_to(person)
        return self.filter(mailbox__in=boxes).filter(Q(ticket=None) | Q(Ticket.objects.known_to(person)))

    def due(self, now):
        return self.filter(read_at__lte=now).order_by("read_at", "pk")

    def to_forget(self, before):
        """Taken up before then and still kept as they came: none that is held, none of a ticket behind a wall."""
        old = self.filter(settled_at__lte=before).exclude(raw=b"").exclude(outcome=Outcome.HELD)
        return old.exclude(ticket__restricted=True).order_by("settled_at")


class IncomingMail(models.Model):
    """One mail to one of our addresses, committed before its bringer hears a yes. `digest` is that of what its writer
    sent, without the lines that servers on its way put on top: the same mail brought twice is this one row. `read_at`
    is when it is read next, `letter_id` the Message-ID it names itself by."""

    subject = "incoming_mail"

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="mails")
    digest = models.CharField(max_length=64)
    raw = models.BinaryField(blank=True)
    size = models.PositiveIntegerField()
    door = models.CharField(max_length=10)
    envelope_sender = models.CharField(max_length=320, blank=True)
    received_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    read_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    released = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    why = models.CharField(max_length=300, blank=True)
    letter_id = models.CharField(max_length=310, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500, blank=True)
    ticket = models.ForeignKey(Ticket, models.SET_NULL, null=True, blank=True, related_name="incoming_mails")
    message = models.OneToOneField(Message, models.SET_NULL, null=True, blank=True, related_name="incoming_mail")
    suggested = models.ForeignKey(Ticket, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "digest"], name="incoming_mail_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="incoming_mail_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, read_at__isnull=False)
                | ~Q(outcome=Outcome.WAITING) & Q(read_at__isnull=True),
                name="incoming_mail_is_read_while_it_waits",
            ),
        ]
        indexes = [
            models.Index(fields=["read_at", "id"], name="incoming_mail_read_at", condition=Q(read_at__isnull=False)),
            models.Index(fields=["outcome", "-id"], name="incoming_mail_outcome"),
            models.Index(fields=["letter_id"], name="incoming_mail_letter_id"),
            models.Index(fields=["sender", "received_at"], name="incoming_mail_sender"),
            models.Index(fields=["settled_at"], name="incoming_mail_kept", condition=~Q(raw=b"")),
        ]

    def __str__(self):
        return self.title or f"Mail {self.pk}"

    @property
    def has_raw(self):
        """Asked of the database: the bytes of a list of mails are never read."""
        return IncomingMail.objects.filter(pk=self.pk).exclude(raw=b"").exists()

    @property
    def organisation_id(self):
        return self.ticket.organisation_id if self.ticket else self.mailbox.organisation_id

    def lock(self, seen=None):
        self.refresh_from_db(from_queryset=IncomingMail.objects.select_for_update(no_key=True).defer("raw"))
        require_present(self.subject, self, seen)
