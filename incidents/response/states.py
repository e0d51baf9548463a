"""What an incident can be, and the instant that each state leaves. Pure words, no rows."""

from django.db import models


class State(models.TextChoices):
    SUSPECTED = "suspected", "Suspected"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    INVESTIGATING = "investigating", "Investigating"
    IDENTIFIED = "identified", "Cause identified"
    MITIGATED = "mitigated", "Mitigated"
    MONITORING = "monitoring", "Monitoring"
    RESTORED = "restored", "Restored"
    VERIFIED = "verified", "Verified"
    REVIEW = "review", "In review"
    CLOSED = "closed", "Closed"


ORDER = list(State)
LIVE = frozenset(ORDER) - {State.CLOSED}
RECOVERED = frozenset({State.VERIFIED, State.REVIEW, State.CLOSED})
COMMANDED = LIVE - {State.SUSPECTED}

# No state without its instant: the database holds every row to this table.
STAMPS = {
    State.SUSPECTED: "detected_at",
    State.ACKNOWLEDGED: "acknowledged_at",
    State.INVESTIGATING: "investigating_at",
    State.IDENTIFIED: "diagnosed_at",
    State.MITIGATED: "mitigated_at",
    State.MONITORING: "monitoring_at",
    State.RESTORED: "restored_at",
    State.VERIFIED: "verified_at",
    State.REVIEW: "review_at",
    State.CLOSED: "closed_at",
}


class Severity(models.IntegerChoices):
    SEV1 = 1, "SEV1"
    SEV2 = 2, "SEV2"
    SEV3 = 3, "SEV3"
    SEV4 = 4, "SEV4"


class Source(models.TextChoices):
    TICKETS = "tickets", "Tickets"
    ALERT = "alert", "An alert"
    STAFF = "staff", "Somebody here"
    VENDOR = "vendor", "A vendor"


class RoleKind(models.TextChoices):
    COMMANDER = "commander", "Commander"
    COMMUNICATIONS = "communications", "Communications lead"
    SCRIBE = "scribe", "Scribe"
    TECHNICAL = "technical", "Technical lead"
    LIAISON = "liaison", "Support liaison"
    CUSTOMER = "customer", "Customer success liaison"
    SECURITY = "security", "Security liaison"
    READER = "reader", "Stakeholder"


class EntryKind(models.TextChoices):
    OBSERVATION = "observation", "Observation"
    REPORT = "report", "Report of a customer"
    HYPOTHESIS = "hypothesis", "Hypothesis"
    TEST = "test", "Test and result"
    DECISION = "decision", "Decision"
    ACTION = "action", "Action or mitigation"
    CHANGE = "change", "Change or release seen"
    SEVERITY = "severity", "Severity changed"
    ROLE = "role", "Role changed"
    INTERNAL_UPDATE = "internal_update", "Internal update"
    EXTERNAL_UPDATE = "external_update", "External update"
    WORKAROUND = "workaround", "Workaround"
    STATE = "state", "State changed"
    ALERT = "alert", "Alert"
    CHAT = "chat", "Pinned from the chat"
    EVIDENCE = "evidence", "Evidence attached"
    CORRECTION = "correction", "Correction"
    ADDENDUM = "addendum", "Addendum"
    AI_DRAFT = "ai_draft", "Draft by a machine, not confirmed"
    LATE = "late", "Update late"


# What people write themselves; the rest is written by what happens.
WRITTEN = (
    EntryKind.OBSERVATION,
    EntryKind.REPORT,
    EntryKind.HYPOTHESIS,
    EntryKind.TEST,
    EntryKind.DECISION,
    EntryKind.ACTION,
    EntryKind.CHANGE,
    EntryKind.INTERNAL_UPDATE,
    EntryKind.CHAT,
    EntryKind.EVIDENCE,
    EntryKind.CORRECTION,
)


class Mark(models.TextChoices):
    FACT = "fact", "Fact"
    HYPOTHESIS = "hypothesis", "Hypothesis"


class Audience(models.TextChoices):
    INTERNAL = "internal", "Internal"
    EXTERNAL = "external", "External"


class ItemKind(models.TextChoices):
    FIX = "fix", "Fix"
    MONITORING = "monitoring", "Monitoring"
    RUNBOOK = "runbook", "Runbook"
    PROCESS = "process", "Process"
    DOCS = "docs", "Documentation"


class ItemState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class Flow(models.TextChoices):
    """What an incident does to a ticket of it, behind the page."""

    START = "start", "Start work"
    RESOLVE = "resolve", "Resolve"
    FINAL = "final", "Final message"
    BOTH = "both", "Resolve, with the final message"
