"""The clocks of an escalation: two tables of the one engine (SLA-09, ESC-22)."""

from django.db import models

from tickets.sla.models import AbstractClock, AbstractMoment


class EscalationClock(AbstractClock):
    owner = "escalation"

    escalation = models.ForeignKey("escalations.Escalation", models.CASCADE, related_name="clocks")

    class Meta(AbstractClock.Meta):
        abstract = False
        constraints = [
            *AbstractClock.Meta.constraints,
            models.UniqueConstraint(
                fields=["escalation", "goal"],
                condition=models.Q(stopped_at__isnull=True),
                name="escalationclock_one_open",
            ),
        ]


class EscalationMoment(AbstractMoment):
    clock = models.ForeignKey(EscalationClock, models.CASCADE, related_name="moments")

    class Meta(AbstractMoment.Meta):
        abstract = False
