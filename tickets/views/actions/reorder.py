from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import View


@transaction.atomic
def reorder_view(view, *, by, position, seen=None):
    """Put a view to another place among those of its audience; 1 is the first."""
    View.objects.lock_audience(view)
    view.lock(seen)
    policy.require(by, "keep_view", view)
    before = view.position
    others = list(View.objects.filter(owner=view.owner_id, team=view.team_id).exclude(pk=view.pk))
    place = max(0, min(position - 1, len(others)))
    others.insert(place, view)
    for number, one in enumerate(others, 1):
        one.position = number
    view.version += 1
    View.objects.bulk_update(others, ["position", "version"])
    said = {"changes": {"position": [before, view.position]}}
    record(Kind.MOVED, view, by=by, at=clock.now(), text=said, version=view.version, position=view.position)
    return view
