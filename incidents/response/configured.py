"""What of the desk's own rules about incidents can be set: how often updates are due, how long one watches, until when
a review is opened (E.5). Whoever asks names the instant."""

from datetime import timedelta

from supportdesk.configuration.definitions import Definition, number
from supportdesk.configuration.values import value

from .states import Audience, Severity

DAY = 24 * 60
MINUTES = {
    (1, Audience.INTERNAL): 30,
    (1, Audience.EXTERNAL): 60,
    (2, Audience.INTERNAL): 60,
    (2, Audience.EXTERNAL): 120,
    (3, Audience.INTERNAL): DAY,
    (3, Audience.EXTERNAL): DAY,
    (4, Audience.INTERNAL): 0,
    (4, Audience.EXTERNAL): 0,
}


def cadence_key(severity, audience):
    return f"incident_sev{severity}_{audience}_minutes"


DEFINITIONS = (
    *(
        Definition(
            cadence_key(severity, audience),
            f"Minutes between {audience.label.lower()} updates of a {Severity(severity).label}",
            minutes,
            number(0, 7 * DAY),
            "0: as needed.",
            later=True,
        )
        for (severity, audience), minutes in MINUTES.items()
    ),
    Definition(
        "incident_monitoring_minutes",
        "Minutes to watch before a recovery can be verified",
        30,
        number(0, 7 * DAY),
        later=True,
    ),
    Definition(
        "incident_review_hours",
        "Hours after a SEV1 or SEV2 in which its review is opened",
        72,
        number(1, 720),
        later=True,
    ),
)


def cadence(severity, audience, at=None) -> int:
    """In seconds; 0 where updates are sent as needed."""
    return 60 * value(cadence_key(severity, audience), at)


def monitoring(at=None) -> timedelta:
    return timedelta(minutes=value("incident_monitoring_minutes", at))


def review_within(at=None) -> timedelta:
    return timedelta(hours=value("incident_review_hours", at))
