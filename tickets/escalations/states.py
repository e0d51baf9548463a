"""The words of an escalation: where it goes, what it is about, why, in which state it is, and why one comes back."""

from django.db import models


class Target(models.TextChoices):
    TIER = "tier", "The next tier"
    ENGINEERING = "engineering", "Engineering"
    SECURITY = "security", "Security"


class Issue(models.TextChoices):
    DEFECT = "defect", "Defect"
    OUTAGE = "outage", "Outage"
    API = "api", "API or integration"
    ACCESS = "access", "Access or identity"
    NETWORK = "network", "Network"
    DATA = "data", "Data"
    CONFIGURATION = "configuration", "Configuration"
    SECURITY = "security", "Security"
    OTHER = "other", "Something else"


class Sender(models.TextChoices):
    """Whose reading of D.1 applies."""

    JUNIOR = "junior", "Tier 1"
    ANALYST = "analyst", "Tier 2"
    SENIOR = "senior", "Senior"


class Trigger(models.TextChoices):
    """ESC-04. Which of them are immediate is in IMMEDIATE, and can be set."""

    SEVERITY = "severity", "Severity has risen"
    OUTAGE = "outage", "Suspected outage"
    SECURITY = "security", "Security or exposure of data"
    INTEGRITY = "integrity", "Data may be damaged or lost"
    REPEATED = "repeated", "The customer is hit again and again"
    KEY_CUSTOMER = "key_customer", "A key customer is blocked"
    WORKAROUND = "workaround", "The known workaround fails"
    EXHAUSTED = "exhausted", "The playbook is exhausted"
    TOOLS = "tools", "Cannot be reproduced with our tools"
    UNKNOWN = "unknown", "Unknown or systemic cause"
    UNCLEAR = "unclear", "Defect or configuration: unclear"
    SLA_RISK = "sla_risk", "A promise is at risk"
    COMPLAINT = "complaint", "Complaint"


IMMEDIATE = (Trigger.OUTAGE, Trigger.SECURITY, Trigger.INTEGRITY)


class State(models.TextChoices):
    """The twelve rows of D.3; the last but one, verified or failed, has two ends."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    SUBMITTED = "submitted", "Submitted"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    REDIRECTED = "redirected", "Redirected"
    DECLINED = "declined", "Declined"
    IN_WORK = "in_work", "In work"
    FIX_AVAILABLE = "fix_available", "Fix available"
    VERIFIED = "verified", "Verified"
    FAILED = "failed", "Failed"
    CLOSED = "closed", "Closed"


class Outcome(models.TextChoices):
    """How it ended, once it is closed."""

    FIXED = "fixed", "Fixed and verified"
    ANSWERED = "answered", "Answered"
    DECLINED = "declined", "Declined"
    TRANSFERRED = "transferred", "The next tier has the ticket"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ReturnReason(models.TextChoices):
    EVIDENCE = "missing_evidence", "Missing evidence"
    REPRODUCTION = "not_reproducible", "Not reproducible"
    GROUP = "wrong_group", "Wrong group"
    KNOWN = "known_issue", "Known issue"
    DESIGN = "works_as_designed", "Works as designed"
    DUPLICATE = "duplicate", "Duplicate"
    SCOPE = "more_scope", "More scope needed"


class DeclineReason(models.TextChoices):
    NO_DEFECT = "not_a_defect", "Not a defect"
    NOT_FIXED = "will_not_fix", "Will not be fixed"


class Avoidable(models.TextChoices):
    """ESC-17: why it need not have been sent."""

    FIX_DOCUMENTED = "fix_documented", "A documented fix existed"
    CHECKS_SKIPPED = "checks_skipped", "Checks were skipped"
    WRONG_GROUP = "wrong_group", "Wrong group"


class Sensitivity(models.TextChoices):
    PUBLIC = "public", "Public"
    INTERNAL = "internal", "Internal"
    CONFIDENTIAL = "confidential", "Confidential"


class HypothesisState(models.TextChoices):
    OPEN = "open", "Open"
    RULED_OUT = "ruled_out", "Ruled out"
    CONFIRMED = "confirmed", "Confirmed"


class Confidence(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class IssueState(models.TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    DONE = "done", "Done"
    REJECTED = "rejected", "Rejected"
    REOPENED = "reopened", "Reopened"


WITH_RECEIVER = (State.SUBMITTED, State.ACKNOWLEDGED, State.ACCEPTED, State.REDIRECTED, State.IN_WORK)
WITH_SUPPORT = (State.DRAFT, State.IN_REVIEW, State.RETURNED, State.DECLINED, State.FIX_AVAILABLE, State.VERIFIED)
LIVE = tuple(state for state in State if state != State.CLOSED)
