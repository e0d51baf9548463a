"""What stands in the folder and in no row: uploads that broke off, and files whose action was taken back."""

from datetime import timedelta

from . import limits, store
from .models import StoredFile

BATCH = 200
STRAY = limits.LOOSE + timedelta(hours=1)  # what has no row by then never gets one


def sweep_strays(now) -> int:
    """Delete it, and answer how many there were."""
    old = list(store.aged((now - STRAY).timestamp()))
    gone = 0
    for start in range(0, len(old), BATCH):
        part = {path: path.name.removesuffix(store.PREVIEW) for path in old[start : start + BATCH]}
        kept = StoredFile.objects.filter(key__in=part.values(), discarded_at=None)
        known = set(kept.values_list("key", flat=True))
        for path in (path for path, key in part.items() if key not in known):
            path.unlink(missing_ok=True)
            gone += 1
    return gone
