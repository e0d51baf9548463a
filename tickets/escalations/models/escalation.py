"""An escalation (ESC-01): its own record beside the ticket; of one ticket there may be several over time."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supportdesk.errors import Conflict
from tickets.desk.models import Ticket

from ..states import LIVE, Avoidable, DeclineReason, Issue, Outcome, Sender, State, Target, Trigger

PERSON = settings.AUTH_USER_MODEL
RELATED = ("ticket__queue", "ticket__organisation", "ticket__owner", "group", "receiver", "sender", "lane__contact")


class EscalationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever sees the ticket, and the group it was sent to: they read the packet before anybody of them takes it.
        Behind a wall only the ticket's own list counts (ESC-10)."""
        if not person.serves:
            return self.none()
        own = self if person.serves_everybody else self.filter(ticket__organisation=person.organisation_id)
        sees = Q(Ticket.objects.known_to(person))
        if person.is_system or person.sits_lightly:
            return own.filter(sees)
        sent = Q(group__in=person.scope.teams, ticket__restricted=False, submitted_at__isnull=False)
        return own.filter(sees | sent)

    def live(self):
        return self.filter(state__in=LIVE)


class Escalation(models.Model):
    subject = "escalation"

    ticket = models.ForeignKey("desk.Ticket", models.PROTECT, related_name="escalations")
    also = models.ManyToManyField("desk.Ticket", blank=True, related_name="escalated_with")
    target = models.CharField(max_length=20, choices=Target)
    issue = models.CharField(max_length=20, choices=Issue)
    trigger = models.CharField(max_length=20, choices=Trigger)
    immediate = models.BooleanField(default=False)
    sender_kind = models.CharField(max_length=10, choices=Sender)
    sender = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    lane = models.ForeignKey("escalations.Lane", models.PROTECT, null=True, blank=True, related_name="escalations")
    group = models.ForeignKey("accounts.Team", models.PROTECT, null=True, blank=True, related_name="+")
    receiver = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    state_since = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    rounds = models.PositiveSmallIntegerField(default=0)
    returns = models.PositiveSmallIntegerField(default=0)
    redirects = models.PositiveSmallIntegerField(default=0)
    lead = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    call_proposed_at = models.DateTimeField(null=True, blank=True)

    percent = models.PositiveSmallIntegerField(default=0)
    score = models.DecimalField(max_digits=2, decimal_places=1, default=0)
    first_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    rating = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    ticks = models.JSONField(null=True, blank=True)
    rating_asked_at = models.DateTimeField(null=True, blank=True)
    rated_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    rated_at = models.DateTimeField(null=True, blank=True)
    avoidable = models.BooleanField(null=True, blank=True)
    avoidable_reason = models.CharField(max_length=20, choices=Avoidable, blank=True)
    avoidable_words = models.TextField(blank=True)
    judged_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    suggested_text = models.TextField(blank=True)
    contested_at = models.DateTimeField(null=True, blank=True)
    contest_settled_at = models.DateTimeField(null=True, blank=True)
    fix_version = models.CharField(max_length=60, blank=True)
    to_verify = models.TextField(blank=True)

    began_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    next_update_at = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["group", "state", "id"], name="escalation_live_group", condition=Q(state__in=LIVE)),
            models.Index(fields=["remind_at"], name="escalation_remind_at", condition=Q(remind_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="escalation_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state=State.CLOSED) & Q(closed_at__isnull=True, outcome=""),
                name="escalation_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.IN_REVIEW, State.CLOSED]) | Q(submitted_at__isnull=False),
                name="escalation_sent_has_instant",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        return f"E-{self.pk}"

    @property
    def organisation_id(self):
        return self.ticket.organisation_id

    @property
    def restricted(self) -> bool:
        return self.ticket.restricted

    @property
    def is_live(self) -> bool:
        return self.state != State.CLOSED

    @property
    def ping_pong(self) -> int:
        """Returns and redirects (ESC-06)."""
        return self.returns + self.redirects

    def lock(self, seen: int | None = None) -> None:
        """The ticket's row first, then its own. Raises Conflict when `seen` is not the present version (D5)."""
        ticket = self.ticket
        ticket.lock()
        self.refresh_from_db(from_queryset=Escalation.objects.select_for_update(no_key=True))
        self.ticket = ticket
        if seen is not None and seen != self.version:
            raise Conflict(seen, self.version, [])


class Stay(models.Model):
    """One stay in a state: no state without its instant. The present one has no end."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="stays")
    state = models.CharField(max_length=20, choices=State)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["escalation"], name="stay_one_present", condition=Q(until__isnull=True)),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="stay_ends_after_it_began"
            ),
        ]

    def __str__(self):
        return f"E-{self.escalation_id} {self.get_state_display().lower()}"
