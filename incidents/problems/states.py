"""The lives of a problem, a known error and what follows them, in words (E.6). Pure but for its lists of choices."""

from django.db.models import IntegerChoices, TextChoices


class State(TextChoices):
    CANDIDATE = "candidate", "Candidate"
    ACCEPTED = "accepted", "Accepted"
    INVESTIGATING = "investigating", "Investigating"
    CAUSE_KNOWN = "cause_known", "Root cause known"
    FIX_PLANNED = "fix_planned", "Fix planned"
    FIX_DEPLOYED = "fix_deployed", "Fix deployed"
    VERIFIED = "verified", "Verified"
    CLOSED = "closed", "Closed"
    DECLINED = "declined", "Declined"
    MERGED = "merged", "Merged"
    RISK_ACCEPTED = "risk_accepted", "Risk accepted"


LINE = (
    State.CANDIDATE, State.ACCEPTED, State.INVESTIGATING, State.CAUSE_KNOWN,
    State.FIX_PLANNED, State.FIX_DEPLOYED, State.VERIFIED, State.CLOSED,
)  # fmt: skip
EXITS = (State.DECLINED, State.MERGED, State.RISK_ACCEPTED)
UNDER_WAY = LINE[:6]
FIXED = (State.FIX_DEPLOYED, State.VERIFIED, State.CLOSED)


class Birth(TextChoices):
    TICKETS = "tickets", "From tickets"
    INCIDENT = "incident", "From an incident"
    TREND = "trend", "From a trend"
    RELEASE = "release", "From a release"
    HAND = "hand", "By hand"


class Severity(IntegerChoices):
    CRITICAL = 1, "Critical"
    HIGH = 2, "High"
    MODERATE = 3, "Moderate"
    LOW = 4, "Low"


class Cause(TextChoices):
    """The category of a root cause."""

    CODE = "code", "A defect in the code"
    CONFIGURATION = "configuration", "Configuration"
    CAPACITY = "capacity", "Capacity"
    DATA = "data", "Data"
    CHANGE = "change", "A change or a release"
    THIRD_PARTY = "third_party", "A third party"
    PROCESS = "process", "Process"
    KNOWLEDGE = "knowledge", "Knowledge or documentation"
    OTHER = "other", "Something else"


class Method(TextChoices):
    """How the cause was looked for (PRB-07)."""

    FIVE_WHYS = "five_whys", "Five whys"
    CAUSE_GRAPH = "cause_graph", "Cause graph"
    FAULT_TREE = "fault_tree", "Fault tree"
    CONTRIBUTING = "contributing", "Contributing factors"


class ActionKind(TextChoices):
    """What a fix is made of (PRB-08)."""

    BUG = "bug", "Bug"
    MONITORING = "monitoring", "Monitoring"
    INSTRUMENTATION = "instrumentation", "Instrumentation"
    PROCESS = "process", "Process"
    DOCUMENTATION = "documentation", "Documentation"


class ErrorStatus(TextChoices):
    """Where a known error stands."""

    OPEN = "open", "Open"
    FIX_SCHEDULED = "fix_scheduled", "Fix scheduled"
    FIXED = "fixed", "Fixed"
    WILL_NOT_FIX = "will_not_fix", "Will not be fixed"
    INTENDED = "intended", "Intended limitation"


class Audience(TextChoices):
    INTERNAL = "internal", "The desk only"
    PUBLIC = "public", "Everybody"


class Answer(TextChoices):
    """What the owner of a ticket does with a workaround that is offered."""

    OPEN = "open", "Offered"
    SENT = "sent", "Sent to the requester"
    DECLINED = "declined", "Not on this ticket"
    MOOT = "moot", "No longer needed"


class Dimension(TextChoices):
    """By what a volume is watched (PRB-02)."""

    CATEGORY = "category", "Category"
    COMPONENT = "component", "Component"
    ERROR_CODE = "error_code", "Error code"
    TAG = "tag", "Tag"


class Triage(TextChoices):
    """What a lead makes of a spike or of what looks recurring."""

    OPEN = "open", "To look at"
    MONITORED = "monitored", "Watched"
    ACCEPTED = "accepted", "Made a problem"
    MERGED = "merged", "Put to a problem"
    DISMISSED = "dismissed", "Nothing in it"


def stamp(state) -> str:
    """The name of the column that holds the instant of a state."""
    return f"{State(state).value}_at"
