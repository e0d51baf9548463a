"""The ten states of T-12, what each means for the clocks (D3), and the words of the field."""

from django.db.models import TextChoices

from supportdesk.catalogue.channels import Channel as Channel


class Status(TextChoices):
    """Where a ticket stands (T-12)."""

    NEW = "new", "New"
    TRIAGED = "triaged", "Triaged"
    IN_PROGRESS = "in_progress", "In progress"
    PENDING_REQUESTER = "pending_requester", "Waiting for requester"
    PENDING_INTERNAL = "pending_internal", "Waiting for a colleague"
    PENDING_VENDOR = "pending_vendor", "Waiting for vendor"
    SCHEDULED = "scheduled", "Scheduled"
    RESOLVED = "resolved", "Resolved"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


class Category(TextChoices):
    """What a status means; the category holds the clock, never the label (D3)."""

    NEW = "new", "New"
    OPEN = "open", "Open"
    WAITING = "waiting", "Waiting"
    RESOLVED = "resolved", "Resolved"
    CLOSED = "closed", "Closed"


CATEGORY = {
    Status.NEW: Category.NEW,
    Status.TRIAGED: Category.OPEN,
    Status.IN_PROGRESS: Category.OPEN,
    Status.PENDING_REQUESTER: Category.WAITING,
    Status.PENDING_INTERNAL: Category.WAITING,
    Status.PENDING_VENDOR: Category.WAITING,
    Status.SCHEDULED: Category.WAITING,
    Status.RESOLVED: Category.RESOLVED,
    Status.CLOSED: Category.CLOSED,
    Status.CANCELLED: Category.CLOSED,
}


def of_category(*categories: Category) -> tuple[str, ...]:
    """The statuses of these categories, in the order of the life of a ticket."""
    return tuple(status.value for status in Status if CATEGORY[status] in categories)


LIVE = of_category(Category.NEW, Category.OPEN, Category.WAITING)
WAITING = of_category(Category.WAITING)
# A colleague's delay is the desk's own: only these waits hold a clock (SLA-03).
PAUSING = (Status.PENDING_REQUESTER, Status.PENDING_VENDOR, Status.SCHEDULED)
# What a requester is told: neither the desk's own steps nor for whom else it waits.
OWN_STATUS = {status: status for status in Status} | {
    Status.TRIAGED: Status.NEW,
    Status.PENDING_INTERNAL: Status.IN_PROGRESS,
    Status.PENDING_VENDOR: Status.IN_PROGRESS,
}


class WaitingReason(TextChoices):
    """Why a ticket waits (SLA-03): every pause names one."""

    DETAILS = "details", "Details from the requester"
    CONFIRMATION = "confirmation", "Requester to try or confirm"
    COLLEAGUE = "colleague", "A colleague's answer"
    APPROVAL = "approval", "An approval"
    PROBLEM = "problem", "A problem being worked on"
    CHANGE = "change", "A change or release"
    VENDOR = "vendor", "A vendor"
    APPOINTMENT = "appointment", "An agreed date"


class CauseClass(TextChoices):
    """What it was (T-52): every resolved ticket has exactly one."""

    USER_ERROR = "user_error", "User error"
    CONFIGURATION = "configuration", "Configuration"
    PERMISSION = "permission", "Permission"
    DATA = "data", "Data"
    CLIENT_ENVIRONMENT = "client_environment", "Client environment"
    NETWORK = "network", "Network"
    THIRD_PARTY = "third_party", "Third party"
    INTENDED_BEHAVIOUR = "intended_behaviour", "Intended behaviour"
    PRODUCT_DEFECT = "product_defect", "Product defect"
    PLATFORM_INCIDENT = "platform_incident", "Platform incident"
    UNKNOWN = "unknown", "Unknown"


class ResolutionCode(TextChoices):
    """How it ended (T-27)."""

    FIXED = "fixed", "Fixed"
    WORKAROUND = "workaround", "Workaround given"
    ANSWERED = "answered", "Question answered"
    FULFILLED = "fulfilled", "Request fulfilled"
    NOT_REPRODUCIBLE = "not_reproducible", "Cannot be reproduced"
    DUPLICATE = "duplicate", "Duplicate"
    KNOWN_ERROR = "known_error", "Known error"
    NO_RESPONSE = "no_response", "No response"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ReopenReason(TextChoices):
    """Why a resolution did not hold (T-30)."""

    NOT_FIXED = "not_fixed", "It was not fixed"
    RECURRED = "recurred", "It came back"
    INCOMPLETE = "incomplete", "Only part of it was done"
    NEW_INFORMATION = "new_information", "There is new information"
    CLOSED_IN_ERROR = "closed_in_error", "It was closed by mistake"
    REPLIED = "replied", "The requester wrote again"


class CancelReason(TextChoices):
    """Why a ticket ends without a resolution (C row 29)."""

    WITHDRAWN = "withdrawn", "Withdrawn by the requester"
    SPAM = "spam", "Spam"
    DUPLICATE = "duplicate", "Duplicate"
    MISTAKE = "mistake", "Opened by mistake"


class LinkKind(TextChoices):
    """How two things belong together (T-24)."""

    DUPLICATE_OF = "duplicate_of", "Duplicate of"
    RELATED = "related", "Related to"
    CHILD_OF = "child_of", "Child of"
    FOLLOW_UP = "follow_up", "Follow-up of"
    EVIDENCE_FOR = "evidence_for", "Evidence for problem"
    KNOWN_ERROR = "known_error", "Known error"
    ARTICLE = "article", "Article used"
    BUG = "bug", "External bug or epic"
    RELEASE = "release", "Release"
    CHANGE = "change", "Change"
    VENDOR_CASE = "vendor_case", "Vendor case"


class IdentifierKind(TextChoices):
    """Technical identifiers that are typed, indexed and searchable (T-10)."""

    REQUEST = "request", "Request id"
    TRACE = "trace", "Trace id"
    CORRELATION = "correlation", "Correlation id"
    ERROR_CODE = "error_code", "Error code"
    TENANT = "tenant", "Tenant id"
    EXTERNAL = "external", "External reference"


def paused(reason):
    """With its reason and without a countdown (SLA-12)."""
    return f"paused: {reason.replace('_', ' ')}" if reason else "paused"
