"""The parts of a review (E.7), and which of them it cannot be signed without. Pure, but for the setting."""

from .configured import review_within
from .states import Severity

# name, label, what belongs there
PARTS = (
    ("summary", "Summary", "What, when, who was affected, how long."),
    ("detection", "Detection", "How and when it was noticed, with what delay, and whether an alert should have fired."),
    ("impact", "Customer impact", "Customers, regions, features, tickets, what they were told, what they reported."),
    ("severity", "Severity handling", "At first, at last, as reviewed; how it was declared."),
    ("helped", "What helped, what hurt", "What was tried, the workaround, the runbook, tools and access."),
    ("cause", "Cause", "Root and contributing, how it was found, how sure one is."),
    ("communication", "Communication", "In time, clear, approved; complaints."),
    ("support", "Findings for support", "Intake, how fast tickets were linked, duplicates, hand-overs, staffing."),
    ("gaps", "Gaps", "Missing monitoring, logs, ids, runbook, way to escalate."),
    ("knowledge", "Knowledge", "Articles, known errors and macros to add or change."),
    ("follow_up", "Follow-up", "Tickets closed and told, customers who confirmed, summary sent."),
)
NAMES = tuple(name for name, _, _ in PARTS)
LABELS = {name: label for name, label, _ in PARTS}
SHORT = ("summary", "cause", "follow_up")  # what a SEV3 or SEV4 cannot do without
WHOLE = NAMES


def needed(severity):
    return WHOLE if severity in (Severity.SEV1, Severity.SEV2) else SHORT


def lacking(severity, parts):
    """The names of the parts that are still empty."""
    return tuple(name for name in needed(severity) if not str(parts.get(name) or "").strip())


def due(now):
    return now + review_within(now)
