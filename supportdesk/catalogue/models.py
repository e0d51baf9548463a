from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from supportdesk.accounts.models.present import require_present


class OfferedQuerySet(models.QuerySet):
    def offered(self):
        """What a picker may show: in force and not retired. Old tickets keep what was retired since."""
        return self.filter(retired_at=None, effective_from__lte=Now())


class Effective(models.Model):
    """In force from an instant until retired; a retired one may name what took its place."""

    name = models.CharField(max_length=100)
    effective_from = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    objects = OfferedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(successor=None) | Q(retired_at__isnull=False),
                name="%(app_label)s_%(class)s_successor_of_retired",
            ),
        ]

    def __str__(self):
        return self.name

    def lock(self, seen=None):
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update(no_key=True))
        require_present(type(self).__name__.lower(), self, seen)

    @property
    def current(self):
        """The end of the line of successors: where reports count this one."""
        thing = self
        while successor := thing.successor:
            thing = successor
        return thing


class QueueQuerySet(OfferedQuerySet):
    def visible_to(self, person):
        """Staff see every queue of those they serve; a requester sees none, only what a form offers."""
        if person.serves_everybody:
            return self
        if person.serves:
            return self.filter(Q(organisation=None) | Q(organisation=person.organisation_id))
        return self.none()


class Queue(Effective):
    """Where tickets wait for one team."""

    subject = "queue"
    restricted = False

    key = models.SlugField(max_length=60, unique=True)
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="queues")
    organisation = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="queues",
    )
    region = models.ForeignKey(
        "accounts.Region",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="queues",
    )

    objects = QueueQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager than the base's

    class Meta(Effective.Meta):
        abstract = False
        ordering = ["name"]


class TicketType(Effective):
    """Incident, question, request: drives form, queue, promises and how a ticket is counted."""

    key = models.SlugField(max_length=60, unique=True)
    description = models.CharField(max_length=200, blank=True, help_text="When to choose it, in the requester's words.")
    categories: models.ManyToManyField = models.ManyToManyField(
        "Category", blank=True, related_name="types", help_text="What a requester may choose from; none: not asked."
    )
    queue = models.ForeignKey(
        Queue,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="types",
        help_text="Where tickets of this type belong; empty: wherever they are.",
    )

    class Meta(Effective.Meta):
        abstract = False
        ordering = ["pk"]


class Category(Effective):
    """What a ticket is about: a tree of at most two levels."""

    key = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    class Meta(Effective.Meta):
        abstract = False
        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self):
        return f"{self.parent.name} / {self.name}" if self.parent else self.name


class Component(Effective):
    """A part of the product or of the estate that can break."""

    key = models.SlugField(max_length=60, unique=True)

    class Meta(Effective.Meta):
        abstract = False
        ordering = ["name"]


class Tag(Effective):
    """A controlled word, never a free one."""

    class Meta(Effective.Meta):
        abstract = False
        ordering = ["name"]
        constraints = [
            *Effective.Meta.constraints,
            models.UniqueConstraint(Lower("name"), name="catalogue_tag_name_unique"),
        ]
