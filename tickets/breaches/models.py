"""What a ladder has still to do, what is asked about a breach, and what a breach under contract may cost."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tickets.desk.models import Ticket

PERSON = settings.AUTH_USER_MODEL


class LadderAct(models.Model):
    """One thing that a level of a clock brings about, besides notices. Once per clock and version of the policy;
    `due_at` is empty once it is done or was refused."""

    class Outcome(models.TextChoices):
        WAITS = "waits", "Waits"
        DONE = "done", "Done"
        REFUSED = "refused", "Refused"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="ladder_acts")
    clock = models.ForeignKey("desk.TicketClock", models.CASCADE, related_name="ladder_acts")
    policy = models.ForeignKey("sla.Policy", models.PROTECT, null=True, related_name="+", db_index=False)
    event_id = models.BigIntegerField()
    percent = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=120)
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITS)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="ladderact_due", condition=Q(due_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "policy", "percent", "action"], name="ladderact_once", nulls_distinct=False
            ),
        ]

    def __str__(self):
        return f"T-{self.ticket_id} at {self.percent} %: {self.action}"


class Cause(models.TextChoices):
    CAPACITY = "capacity", "Nobody had time"
    NOT_SEEN = "not_seen", "It was not seen in time"
    WRONG_QUEUE = "wrong_queue", "It lay in the wrong queue"
    HARDER = "harder", "It was harder than it looked"
    COLLEAGUES = "colleagues", "It waited for colleagues or engineering"
    VENDOR = "vendor", "It waited for a vendor"
    REQUESTER = "requester", "It waited for the requester"
    TARGET = "target", "The promise did not fit"
    OTHER = "other", "Something else"


class BreachReasonQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk's, on tickets that this person may know of."""
        if not person.serves:
            return self.none()
        return self.filter(ticket__in=Ticket.objects.visible_to(person).order_by().values("pk"))

    def open(self):
        return self.filter(answered_at=None)


class BreachReason(models.Model):
    """Why a promise was broken: asked once for each broken clock, and answered by whoever owns the ticket or leads."""

    subject = "breach_reason"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="breach_reasons")
    clock = models.OneToOneField("desk.TicketClock", models.CASCADE, related_name="breach_reason")
    asked_at = models.DateTimeField()
    cause = models.CharField(max_length=20, choices=Cause, blank=True)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = BreachReasonQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["asked_at"], name="breachreason_open", condition=Q(answered_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, cause="") | Q(answered_at__isnull=False) & ~Q(cause=""),
                name="breachreason_answered_whole",
            ),
        ]

    def __str__(self):
        return f"T-{self.ticket_id}: why {self.clock.get_goal_display().lower()} was broken"

    def lock(self):
        self.refresh_from_db(from_queryset=BreachReason.objects.select_for_update(no_key=True))


REVIEWERS = frozenset({"SM", "CS", "FN", "AU"})


class CreditReviewQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Managers, customer success and finance, and the auditor, on tickets that they may know of."""
        if REVIEWERS.isdisjoint(person.roles):
            return self.none()
        return self.filter(ticket__in=Ticket.objects.visible_to(person).order_by().values("pk"))

    def open(self):
        return self.filter(decided_at=None)


class CreditReview(models.Model):
    """A broken promise that may cost money (SLA-15): one for each broken clock of a customer under contract."""

    subject = "credit_review"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="credit_reviews")
    clock = models.OneToOneField("desk.TicketClock", models.CASCADE, related_name="credit_review")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="credit_reviews")
    account_owner = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    credit = models.BooleanField(null=True, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    words = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CreditReviewQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        indexes = [models.Index(fields=["opened_at"], name="creditreview_open", condition=Q(decided_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, credit__isnull=True)
                | Q(decided_at__isnull=False, credit__isnull=False),
                name="creditreview_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(credit=True) | Q(amount__gt=0) & ~Q(currency=""), name="creditreview_credit_has_amount"
            ),
        ]

    def __str__(self):
        return f"Credit for {self.ticket.reference}"

    @property
    def restricted(self):
        return self.ticket.restricted

    def overrun(self, now) -> float:
        """Counted seconds beyond the target: they grow while the clock runs and stand once it has stopped."""
        return max(0.0, -self.clock.left(now))

    def lock(self):
        self.refresh_from_db(from_queryset=CreditReview.objects.select_for_update(no_key=True))
