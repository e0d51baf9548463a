"""Whether what somebody read is still what stands there."""

from supportdesk.errors import Conflict
from supportdesk.events.queries import changes_since


def require_present(subject, thing, seen):
    """Raises Conflict, with what is new, when `seen` is not the present version (D5)."""
    if seen is not None and seen != thing.version:
        raise Conflict(seen, thing.version, changes_since(subject, thing.pk, seen))
