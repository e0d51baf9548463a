"""A ticket's state in the requester's own words: whose turn it is, and nothing of how the desk works."""

from ..states import Status

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
