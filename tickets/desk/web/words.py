"""A ticket's state in the requester's own words: whose turn it is, and nothing of how the desk works."""

from ..states import CATEGORY, Category, Status

OWN_WORDS = {
    Status.NEW: "Received",
    Status.TRIAGED: "Received",
    Status.IN_PROGRESS: "In progress",
    Status.PENDING_REQUESTER: "Waiting for you",
    Status.PENDING_INTERNAL: "In progress",
    Status.PENDING_VENDOR: "In progress",
    Status.SCHEDULED: "Scheduled",
    Status.RESOLVED: "Solved, please confirm",
    Status.CLOSED: "Closed",
    Status.CANCELLED: "Cancelled",
}

# The sign beside the words: whether a colleague or a vendor is waited for is not in it either.
OWN_CATEGORY = CATEGORY | dict.fromkeys((Status.PENDING_INTERNAL, Status.PENDING_VENDOR), Category.OPEN)
