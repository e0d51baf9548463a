"""The ticket: one durable row (T-01), its version (D5), and who may see it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value

from supportdesk import byhand
from supportdesk.accounts.models import Role
from supportdesk.errors import Conflict
from supportdesk.events.queries import changes_since

from .. import configured, gate, score
from ..states import CATEGORY, LIVE, Category, Channel, Status, WaitingReason
from .locking import lock_and_read
from .restriction import on_the_list
from .values import column, kept, spoken, stands

SEES_ALL = {Role.SA, Role.TL, Role.SM, Role.IC, Role.AU, Role.PM, Role.QE, Role.CS, Role.FN, Role.SO}
SEES_REGION = {Role.JA, Role.AN}
LEVELS = [(1, "High"), (2, "Medium"), (3, "Low")]
PRIORITIES = [(1, "P1 critical"), (2, "P2 high"), (3, "P3 moderate"), (4, "P4 low")]
DEFAULT_PRIORITY = 3


class TicketQuerySet(models.QuerySet):
    """Reads of tickets; every entry point starts from `visible_to`."""

    def visible_to(self, person):
        """The tickets this person may know of (C rows 1 and 2, ROLE-07, SEC-13, SEC-19). Everything
        else does not exist for them."""
        if not person.is_active:
            return self.none()
        if person.is_system:
            return self
        if not person.serves:
            return self.filter(_requester_sees(person))
        roles = set(person.roles)
        own = self if person.serves_everybody else self.filter(organisation=person.organisation_id)
        ordinary = Q(restricted=False)
        if not roles & SEES_ALL:
            ordinary &= _staff_sees(person, roles)
        return own.filter(ordinary | on_the_list(person))

    def known_to(self, person, row="ticket"):
        """Whether this person may know of the ticket that a row names, asked of each row: what is joined by OR would
        otherwise read all tickets first."""
        return Exists(self.visible_to(person).order_by().filter(pk=OuterRef(row)))

    def live(self):
        """Not resolved, closed or cancelled."""
        return self.filter(status__in=LIVE)

    def counted(self):
        """Without those that were merged into another: several reports of one thing count once (T-23)."""
        return self.filter(merged_into=None)


def _requester_sees(person):
    mine = Q(requester=person) | Q(pk__in=Ticket.co_requesters.through.objects.filter(person=person).values("ticket"))
    if person.organisation_access and person.organisation_id:
        return mine | Q(organisation=person.organisation_id, restricted=False)
    return mine


def _staff_sees(person, roles):
    scope = person.scope
    seen = Q(queue__team__in=scope.teams | scope.coordinated) | Q(owner=person) | Q(requester=person)
    seen |= Q(pk__in=Ticket.helpers.through.objects.filter(person=person).values("ticket"))
    if not roles & SEES_REGION:
        return seen
    return seen | Q(region__in=scope.regions) | Q(region=None) if scope.regions else Q()


class Ticket(models.Model):
    """One contact, spoken of as `T-<pk>`. Instants are UTC; `rank` is in hours (see score.py)."""

    subject = "ticket"
    limited = True  # whether anybody has set limits of work in progress, as the lock read it; unread: ask

    title = models.CharField(max_length=250)
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="requests")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True)
    region = models.ForeignKey("accounts.Region", models.PROTECT, null=True, blank=True)
    tier = models.CharField(max_length=20, default="standard")
    channel = models.CharField(max_length=20, choices=Channel)
    type = models.ForeignKey("catalogue.TicketType", models.PROTECT)
    category = models.ForeignKey("catalogue.Category", models.PROTECT, null=True, blank=True)
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True)
    tags = models.ManyToManyField("catalogue.Tag", blank=True)

    queue = models.ForeignKey("catalogue.Queue", models.PROTECT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="owned_tickets"
    )
    offered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="offered_tickets"
    )
    helpers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="helped_tickets")
    co_requesters = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="shared_requests")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )

    impact = models.PositiveSmallIntegerField(choices=LEVELS, null=True, blank=True)
    urgency = models.PositiveSmallIntegerField(choices=LEVELS, null=True, blank=True)
    priority_suggested = models.PositiveSmallIntegerField(choices=PRIORITIES, null=True, blank=True)
    priority = models.PositiveSmallIntegerField(choices=PRIORITIES, null=True, blank=True)
    priority_rationale = models.TextField(blank=True)

    restricted = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.NEW)
    status_since = models.DateTimeField()
    waiting_reason = models.CharField(max_length=20, choices=WaitingReason, blank=True)
    waiting_for = models.CharField(max_length=120, blank=True)
    waiting_until = models.DateTimeField(null=True, blank=True)

    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reopen_count = models.PositiveIntegerField(default=0)
    handoff_count = models.PositiveIntegerField(default=0)
    transfer_count = models.PositiveIntegerField(default=0)

    activity_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    rank = models.FloatField()
    version = models.PositiveIntegerField(default=1)
    source_key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    surroundings = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["rank", "id"], name="ticket_live_rank", condition=Q(status__in=LIVE)),
            models.Index(fields=["queue", "rank", "id"], name="ticket_live_queue", condition=Q(status__in=LIVE)),
            models.Index(
                fields=["due_at", "id"],
                name="ticket_live_due",
                condition=Q(status__in=LIVE) & Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["owner", "rank"],
                name="ticket_live_owner",
                condition=Q(status__in=LIVE) & Q(owner__isnull=False),
            ),
            models.Index(
                fields=["queue", "rank"],
                name="ticket_unowned",
                condition=Q(status__in=LIVE) & Q(owner__isnull=True),
            ),
            models.Index(fields=["requester", "-opened_at"], name="ticket_requester"),
            models.Index(fields=["organisation", "-id"], name="ticket_organisation"),
            models.Index(fields=["status", "-id"], name="ticket_status"),
            models.Index(fields=["id"], name="ticket_restricted", condition=Q(restricted=True)),
            models.Index(fields=["close_at"], name="ticket_close_at", condition=Q(close_at__isnull=False)),
            models.Index(fields=["merged_into"], name="ticket_merged_into", condition=Q(merged_into__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="ticket_status_known"),
            models.CheckConstraint(
                condition=Q(waiting_reason__in=["", *WaitingReason.values]), name="ticket_waiting_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(offered_to__isnull=True) | ~Q(offered_to=F("owner")),
                name="ticket_offered_to_another",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | (Q(status=Status.CANCELLED) & ~Q(merged_into=F("id"))),
                name="ticket_merged_is_over",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        return f"T-{self.pk}"

    @property
    def state_category(self) -> Category:
        return CATEGORY[Status(self.status)]

    @property
    def status_label(self) -> str:
        return configured.status_label(self.status)

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def working_priority(self) -> int:
        """The priority the clocks and the order go by: the chosen, else the suggested, else P3."""
        return self.priority or self.priority_suggested or DEFAULT_PRIORITY

    def facts(self) -> dict:
        """What SLA policies are chosen by (SLA-01)."""
        return {
            "type": self.type.key,
            "priority": self.working_priority,
            "tier": self.tier,
            "channel": self.channel,
            "queue": self.queue.key,
            "organisation_id": self.organisation_id,
        }

    def standing(self) -> dict:
        return stands(self)

    @property
    def heir(self):
        """The ticket that speaks for this one: itself, or the one it was merged into at last (T-23)."""
        return self.merged_into.heir if self.merged_into else self

    def gate_values(self) -> dict:
        """The ticket's own values by the names that the gate uses."""
        return {
            "title": self.title,
            "requester": self.requester_id,
            "channel": self.channel,
            "queue": self.queue_id,
            "type": self.type_id,
            "category": self.category_id,
            "component": self.component_id,
            "impact": self.impact,
            "urgency": self.urgency,
            "priority": self.priority,
            "environment": self.surroundings.get("environment"),
            "version": self.surroundings.get("version"),
        }

    def completeness(self) -> int:
        """Per cent of the fields that triage asks of this type (T-07)."""
        return gate.completeness(configured.triage_fields(self.type.key), self.gate_values())

    def lock(self, seen: int | None = None) -> None:
        """Lock the row and read it anew into this object. Raises Conflict when `seen`, the version
        the person had before their eyes, is not the present one (D5, T-59)."""
        lock_and_read(self)
        self._put: dict[str, list] = {}
        self.__dict__.pop("_open_clocks", None)
        if seen is not None and seen != self.version:
            raise Conflict(seen, self.version, changes_since(self.subject, self.pk, seen))

    def lock_heir(self) -> "Ticket":
        """Lock whatever speaks for this ticket: itself, or the one it was merged into. A merged ticket is always locked
        before the one that took it in."""
        self.lock()
        return self.merged_into.lock_heir() if self.merged_into else self

    def put(self, **values) -> None:
        """Set fields and remember old and new for the history; nothing is written yet."""
        remembered = self.__dict__.setdefault("_put", {})
        for name, value in values.items():
            if kept(value) == getattr(self, column(Ticket, name)):
                continue
            before = spoken(self, name)
            setattr(self, name, value)
            remembered[name] = [remembered.get(name, [before])[0], spoken(self, name)]

    def write(self, at, *, also=(), beside=None) -> dict:
        """Write what was put, with one new version when anything differs, and answer
        `{field: [old, new]}` for the log. `also` names counters that changed besides, `beside` has
        the changes of rows beside the ticket's own. `at` becomes the instant of the latest activity."""
        fields, self._put = self.__dict__.get("_put", {}), {}
        changes = {**fields, **(beside or {})}
        if "status" in fields and "status_since" not in fields:
            self.status_since = at
        self.version += 1 if changes else 0
        self.activity_at = max(at, self.activity_at)
        self.reckon()
        derived = {"status_since", "version", "activity_at", "due_at", "rank"}
        byhand.update(self, derived | set(fields) | set(also))
        return changes

    def keep_due(self, due_at) -> None:
        """Put the copy of the next due time right, and the rank made of it. Nobody has edited anything: no version."""
        self.due_at = due_at
        self.reckon()
        byhand.update(self, {"due_at", "rank"})

    def reckon(self) -> None:
        """Bring `rank` up to date with the fields it is made of."""
        self.rank = score.rank(**self.score_fields())

    def score_fields(self) -> dict:
        return {
            "due_at": self.due_at,
            "status_since": self.status_since,
            "opened_at": self.opened_at,
            "priority": self.working_priority,
            "impact": self.impact,
            "tier": self.tier,
        }
