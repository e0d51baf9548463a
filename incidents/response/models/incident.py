"""The incident: one row, its instants, and who may know of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from supportdesk.errors import Conflict
from supportdesk.events.queries import changes_since
from tickets.desk.states import CauseClass

from ..states import LIVE, RECOVERED, STAMPS, Severity, Source, State
from .wall import behind_the_wall

PERSON = settings.AUTH_USER_MODEL


class IncidentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk's; whoever serves one organisation alone sees those that concern it. A restricted one exists for
        those behind its wall (SEC-13)."""
        if not person.is_active or not person.serves:
            return self.none()
        if person.is_system:
            return self
        found = self if person.serves_everybody else self.filter(concerning(person.organisation_id))
        return found.filter(Q(restricted=False) | behind_the_wall(person))

    def live(self):
        return self.filter(state__in=LIVE)

    def major(self):
        return self.filter(major=True)


def concerning(organisation_id):
    return Q(pk__in=Incident.objects.filter(links__ticket__organisation=organisation_id).values("pk"))


def instant(**more):
    return models.DateTimeField(null=True, blank=True, **more)


class Incident(models.Model):
    """Something that is wrong for several at once, spoken of as `INC-<pk>`.

    Each state has left its instant (`states.STAMPS`); after a step back the later ones are empty again, and the log
    keeps what they were. A suspicion that was dismissed is closed, with `dismissed_at`.
    """

    subject = "incident"
    organisation_id = None  # the provider's own, whomever it reaches

    title = models.CharField(max_length=250)
    summary = models.TextField(blank=True)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    severity_initial = models.PositiveSmallIntegerField(choices=Severity)
    severity_reviewed = models.PositiveSmallIntegerField(choices=Severity, null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.SUSPECTED)
    state_since = models.DateTimeField()
    source = models.CharField(max_length=20, choices=Source, default=Source.STAFF)
    components = models.ManyToManyField("catalogue.Component", related_name="incidents")
    regions = models.ManyToManyField("accounts.Region", blank=True, related_name="incidents")
    features = models.CharField(max_length=500, blank=True)
    third_party = models.CharField(max_length=200, blank=True)
    bridge = models.URLField(max_length=500, blank=True)
    cause = models.TextField(blank=True)
    cause_class = models.CharField(max_length=30, choices=CauseClass, blank=True)
    change_reference = models.CharField(max_length=200, blank=True)

    major = models.BooleanField(default=False)
    declared_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    criteria = models.TextField(blank=True)
    drill = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    recurs = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="recurrences")
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    started_at = models.DateTimeField()
    detected_at = models.DateTimeField()
    acknowledged_at = instant()
    declared_at = instant()
    investigating_at = instant()
    diagnosed_at = instant()
    mitigated_at = instant()
    monitoring_at = instant()
    restored_at = instant()
    verified_at = instant()
    review_at = instant()
    closed_at = instant()
    dismissed_at = instant()
    dismissed_reason = models.TextField(blank=True)
    review_due_at = instant()
    review_told_at = instant()
    final_message = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["severity", "id"], name="incident_live", condition=~Q(state=State.CLOSED)),
            models.Index(fields=["review_due_at"], name="incident_review", condition=Q(review_due_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="incident_state_known"),
            *(
                models.CheckConstraint(
                    condition=~Q(state=state) | Q(**{f"{stamp}__isnull": False}), name=f"incident_{state.value}_stamped"
                )
                for state, stamp in STAMPS.items()
                if stamp != "detected_at"
            ),
            models.CheckConstraint(
                condition=Q(restored_at__isnull=True) | Q(restored_at__gte=F("started_at")),
                name="incident_restored_after_start",
            ),
            models.CheckConstraint(condition=Q(detected_at__gte=F("started_at")), name="incident_detected_after_start"),
            models.CheckConstraint(
                condition=Q(major=False) | Q(declared_at__isnull=False, declared_by__isnull=False) & ~Q(criteria=""),
                name="incident_major_is_declared",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        return f"INC-{self.pk}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def recovered(self) -> bool:
        return self.state in RECOVERED

    @property
    def exclusive(self) -> bool:
        """A ticket belongs to one such incident at most."""
        return self.major and self.is_live

    def stamps(self):
        """Each state with the instant it left, as far as it came, in order."""
        return [(State(state), at) for state, stamp in STAMPS.items() if (at := getattr(self, stamp))]

    def lock(self, seen=None):
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=Incident.objects.select_for_update(no_key=True))
        self._put: dict[str, list] = {}
        self.__dict__.pop("_parts", None)
        if seen is not None and seen != self.version:
            raise Conflict(seen, self.version, changes_since(self.subject, self.pk, seen))

    def put(self, **values):
        """Set fields and remember old and new for the history; nothing is written yet."""
        remembered = self.__dict__.setdefault("_put", {})
        for name, value in values.items():
            before = getattr(self, name)
            if before != value:
                setattr(self, name, value)
                remembered[name] = [remembered.get(name, [spoken(before)])[0], spoken(value)]

    def write(self, beside=None):
        """Write what was put as one new version, and answer `{field: [old, new]}` for the log. `beside` has changes
        of rows beside the incident's own."""
        fields, self._put = self.__dict__.get("_put", {}), {}
        changes = {**fields, **(beside or {})}
        if changes:
            self.version += 1
            self.save(update_fields=[*fields, "version"])
        return changes


def spoken(value):
    """As the log keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else None if value is None else str(value)
