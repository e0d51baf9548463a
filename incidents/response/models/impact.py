from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class ImpactEdit(models.Model):
    """What somebody knows better than the tickets tell (INC-11): of each field the last word counts."""

    class Field(models.TextChoices):
        USERS = "users", "Users"
        CUSTOMERS = "customers", "Customers"
        REGIONS = "regions", "Regions"
        FEATURES = "features", "Features"
        TIERS = "tiers", "Tiers"
        BUSINESS = "business", "Effect on business"

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="impact_edits")
    field = models.CharField(max_length=20, choices=Field)
    value = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_field_display()}: {self.value}"
