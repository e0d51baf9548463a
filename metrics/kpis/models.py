"""Figures that are made beforehand. They can be thrown away: `manage.py rollup --rebuild` makes the same again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Cell(models.Model):
    """One figure of one step of the calendar, over all or over one value of a slice. No row: nothing was counted."""

    kpi = models.CharField(max_length=10)
    variant = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=8)
    since = models.DateTimeField()
    by = models.CharField(max_length=12, default="")
    key = models.CharField(max_length=20, default="")
    denominator = models.BigIntegerField()
    numerator = models.BigIntegerField()
    total = models.BigIntegerField(null=True)
    quantiles = ArrayField(models.FloatField(), default=list)
    walled = models.BigIntegerField()
    apart = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kpi", "variant", "step", "since", "by", "key"], name="cell_once"),
        ]

    def __str__(self):
        return f"{self.kpi} of the {self.step} from {self.since:%Y-%m-%d}"


class Rolled(models.Model):
    """Up to when the cells have been brought, in which zone its days begin, and by which versions. One row."""

    at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    versions = models.JSONField(default=dict)

    def __str__(self):
        return f"rolled up at {self.at:%Y-%m-%d %H:%M}"
