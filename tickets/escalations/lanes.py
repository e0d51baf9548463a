"""Which entry of the matrix is for this: the one that says most about it."""

from .models import Lane


def find(target, component_id, trigger) -> Lane | None:
    found = Lane.objects.offered().filter(target=target).select_related("group", "contact", "component")
    fits = [one for one in found if one.component_id in (None, component_id) and one.trigger in ("", trigger)]
    return max(fits, key=lambda one: (one.component_id is not None, one.trigger != "", -one.pk), default=None)
