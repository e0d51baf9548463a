from django.db import models


class Region(models.Model):
    """Where data lives and who may work on it."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA time zone")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, person):
        if person.serves_everybody:
            return self
        return self.filter(pk=person.organisation_id)


class Organisation(models.Model):
    """A customer. The provider's own staff belong to none."""

    class Tier(models.TextChoices):
        STANDARD = "standard", "Standard"
        SILVER = "silver", "Silver"
        GOLD = "gold", "Gold"

    name = models.CharField(max_length=200, unique=True)
    tier = models.CharField(max_length=20, choices=Tier.choices, default=Tier.STANDARD)
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA time zone")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
