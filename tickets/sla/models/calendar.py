from datetime import date
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from tickets.sla import worktime

from .version import Version, Versions


class Calendar(Version):
    """When a desk is open. `week` is {"0": [[540, 1020]], …}: Monday is 0, minutes of the local day.

    `names` says what a holiday is called: {"2026-12-25": "Christmas Day"}; `overrides` which dates are staffed
    otherwise, and why: {"2026-12-24": {"windows": [[540, 720]], "reason": "Half a day"}}.
    """

    zone = models.CharField(max_length=60)
    week = models.JSONField()
    holidays = ArrayField(models.DateField(), default=list, blank=True)
    names = models.JSONField(default=dict, blank=True)
    overrides = models.JSONField(default=dict, blank=True)

    objects = Versions()

    class Meta(Version.Meta):
        pass

    def clean(self):
        try:
            self.build()
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise ValidationError({"week": f"These hours cannot be used: {error}"}) from error

    def build(self) -> worktime.Calendar:
        week = {int(day): pairs(windows) for day, windows in self.week.items()}
        overrides = {date.fromisoformat(day): pairs(each["windows"]) for day, each in self.overrides.items()}
        return worktime.Calendar(self.zone, week, frozenset(self.holidays), overrides)

    @cached_property
    def hours(self) -> worktime.Calendar:
        return self.build()

    def holiday_name(self, day: date) -> str:
        return self.names.get(day.isoformat(), "")

    def override_reason(self, day: date) -> str | None:
        """Why this date has hours of its own; nothing if it has none."""
        found = self.overrides.get(day.isoformat())
        return None if found is None else found.get("reason", "")


def pairs(windows) -> worktime.Windows:
    return tuple((start, end) for start, end in windows)
