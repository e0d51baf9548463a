"""When the next update is due: concrete tables of the one engine (INC-07, SLA-09)."""

from django.db import models
from django.db.models import Q

from tickets.sla.models import AbstractClock, AbstractMoment

from ..states import Audience


class CadenceClock(AbstractClock):
    """From one update to the next, for one audience of one incident."""

    owner = "incident"

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="clocks")
    audience = models.CharField(max_length=10, choices=Audience)

    class Meta(AbstractClock.Meta):
        abstract = False
        constraints = [
            *AbstractClock.Meta.constraints,
            models.UniqueConstraint(
                fields=["incident", "audience"],
                condition=Q(stopped_at__isnull=True),
                name="cadenceclock_one_open",
            ),
        ]


class CadenceMoment(AbstractMoment):
    clock = models.ForeignKey(CadenceClock, models.CASCADE, related_name="moments")

    class Meta(AbstractMoment.Meta):
        abstract = False
