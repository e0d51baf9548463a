from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from supportdesk.accounts.models.present import require_present


class Region(models.Model):
    """Where data lives and who may work on it."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA time zone")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def lock(self):
        self.refresh_from_db(from_queryset=Region.objects.select_for_update(no_key=True))


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, person):
        if person.serves_everybody:
            return self
        return self.filter(pk=person.organisation_id)


class Organisation(models.Model):
    """A customer and its account (T-33). The provider's own staff belong to none. `health` is in per cent."""

    subject = "organisation"

    class Tier(models.TextChoices):
        STANDARD = "standard", "Standard"
        SILVER = "silver", "Silver"
        GOLD = "gold", "Gold"

    class Flag(models.TextChoices):
        """What the contract adds that everybody at the desk should know."""

        ROUND_THE_CLOCK = "round_the_clock", "Round the clock"
        NAMED_CONTACTS = "named_contacts", "Named contacts only"
        REGULATED = "regulated", "Regulated"
        PENALTIES = "penalties", "Penalties for breaches"
        TRIAL = "trial", "On trial"
        SUSPENDED = "suspended", "Suspended"

    class Colour(models.TextChoices):
        """What its people see around their tickets; each is legible in both themes."""

        BLUE = "blue", "Blue"
        TEAL = "teal", "Teal"
        GREEN = "green", "Green"
        OLIVE = "olive", "Olive"
        BROWN = "brown", "Brown"
        RED = "red", "Red"
        PURPLE = "purple", "Purple"
        GREY = "grey", "Grey"

    name = models.CharField(max_length=200, unique=True)
    colour = models.CharField(max_length=10, choices=Colour.choices, blank=True)
    tier = models.CharField(max_length=20, choices=Tier.choices, default=Tier.STANDARD)
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA time zone")
    entitlement = models.CharField(max_length=120, blank=True, help_text="What was bought, in the contract's words")
    flags = ArrayField(models.CharField(max_length=20, choices=Flag.choices), default=list, blank=True)
    health = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(100)])
    renews_on = models.DateField(null=True, blank=True)
    account_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accounts_owned",
    )
    version = models.PositiveIntegerField(default=1)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(health__isnull=True) | Q(health__lte=100), name="organisation_health")
        ]

    def __str__(self):
        return self.name

    @property
    def contractual(self) -> bool:
        """A broken promise may cost money (SLA-15): its contract names penalties, or it has the highest tier."""
        return self.Flag.PENALTIES in self.flags or self.tier == self.Tier.GOLD

    def lock(self, seen: int | None = None) -> None:
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=Organisation.objects.select_for_update(no_key=True))
        require_present(self.subject, self, seen)
