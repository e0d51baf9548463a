from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from tickets.sla import worktime

from .version import Version, Versions


class Calendar(Version):
    """When a desk is open. `week` is {"0": [[540, 1020]], …}: Monday is 0, minutes of the local day."""

    zone = models.CharField(max_length=60)
    week = models.JSONField()
    holidays = ArrayField(models.DateField(), default=list, blank=True)

    objects = Versions()

    class Meta(Version.Meta):
        pass

    def clean(self):
        try:
            self.build()
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise ValidationError({"week": f"These hours cannot be used: {error}"}) from error

    def build(self) -> worktime.Calendar:
        week = {int(day): tuple((start, end) for start, end in windows) for day, windows in self.week.items()}
        return worktime.Calendar(self.zone, week, frozenset(self.holidays))

    @cached_property
    def hours(self) -> worktime.Calendar:
        return self.build()
