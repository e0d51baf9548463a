"""What an incident is to those outside: the values of approved wording, and whom a public update concerns. Reads."""

from datetime import UTC, timedelta

from . import configured
from .states import COMMANDED, Audience, State

# In the words of whoever waits for it
SAID = {
    State.SUSPECTED: "being looked at",
    State.ACKNOWLEDGED: "being looked at",
    State.INVESTIGATING: "being looked into",
    State.IDENTIFIED: "understood; we work on it",
    State.MITIGATED: "better; we work on it",
    State.MONITORING: "better; we watch it",
    State.RESTORED: "restored",
    State.VERIFIED: "restored and checked",
    State.REVIEW: "restored and checked",
    State.CLOSED: "over",
}


def values_of(incident, next_at):
    """Every field of `merging.FIELDS` as text; empty where nothing is known. Instants name their zone."""
    workaround = incident.workarounds.offered().last()
    return {
        "reference": incident.reference,
        "severity": incident.get_severity_display(),
        "service": listed(incident.components.all()),
        "region": listed(incident.regions.all()),
        "started": instant(incident.started_at),
        "state": SAID[State(incident.state)],
        "workaround": workaround.text if workaround else "",
        "next update": instant(next_at) if next_at else "",
    }


def listed(things):
    return ", ".join(sorted(str(one) for one in things))


def instant(at):
    return f"{at.astimezone(UTC):%a %d %b %Y, %H:%M} UTC"


def next_by(incident, now):
    """When the next public update is due at the latest by the cadence of this severity (E.5); nothing where it is told
    as needed, or over."""
    seconds = 0 if incident.recovered else configured.cadence(incident.severity, Audience.EXTERNAL, now)
    return (now + timedelta(seconds=seconds)).replace(second=0, microsecond=0) if seconds else None


def untimely(incident):
    """Why nothing is said outside about it now, in words; nothing where something may be."""
    if incident.restricted and incident.wall.is_frozen:
        return "Outward words are frozen until a security officer releases them."
    return unheard(incident)


def unheard(incident):
    """Why nothing is said about it at all."""
    if incident.state in COMMANDED:
        return ""
    return (
        "Nobody commands this incident yet. Acknowledge it first." if incident.is_live else "This incident is closed."
    )
