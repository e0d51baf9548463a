"""What happens to a view, as it is written in the log."""

from enum import StrEnum


class Kind(StrEnum):
    SAVED = "view.saved"
    RENAMED = "view.renamed"
    MOVED = "view.moved"
    SHARED = "view.shared"
    DELETED = "view.deleted"
