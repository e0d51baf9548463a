"""An incident that repeats an earlier one (E.6)."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from supportdesk.errors import Refused

from .models import Incident


def require_earlier(earlier, started_at, *, incident=None):
    """What is repeated began before; so nothing repeats itself, not even around three corners."""
    if earlier is None:
        return
    if incident is not None and earlier.pk == incident.pk:
        raise Refused("An incident cannot repeat itself.", field="recurs")
    if earlier.started_at >= started_at:
        raise Refused(f"{earlier} began later: it is that one which repeats this.", field="recurs")
    if earlier.dismissed_at or earlier.drill:
        raise Refused(
            f"{earlier} was {'a drill' if earlier.drill else 'dismissed'}: it cannot be repeated.", field="recurs"
        )


def with_kin(found, person):
    """What each repeats and what repeats it, as far as this person may know, in the statement of the incident."""
    near = Q(pk=OuterRef("recurs_id")) | Q(recurs=OuterRef("pk"))
    known = Incident.objects.visible_to(person).filter(near).order_by("pk").values("pk")
    return found.annotate(kin=ArraySubquery(known))
