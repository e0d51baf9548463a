from django.conf import settings
from django.db import models


class Setting(models.Model):
    """One value of one key, from an instant on. Rows are only added: what was in force once can be read again."""

    key = models.SlugField(max_length=60)
    value = models.JSONField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["key", "effective_from", "id"]
        indexes = [models.Index(fields=["key", "effective_from"], name="configuration_of_key")]

    def __str__(self):
        return f"{self.key}: {self.value}"
