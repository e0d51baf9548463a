from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import View


@transaction.atomic
def share_view(view, *, by, owner=None, team=None, seen=None):
    """Give a view to another audience: a person, a team, or with neither everybody of the desk."""
    view.lock(seen)
    policy.require(by, "keep_view", view)
    meant = View(owner=owner, team=team, name=view.name)
    policy.require(by, "keep_view", meant)
    View.objects.lock_audience(meant)
    if View.objects.filter(owner=owner, team=team, name=view.name).exclude(pk=view.pk).exists():
        raise Refused("A view of that name is there already.", field="audience")
    before = view.audience
    view.owner, view.team, view.version = owner, team, view.version + 1
    view.position = View.objects.next_position(view)
    view.save(update_fields=["owner", "team", "position", "version"])
    whose = {"owner": view.owner_id, "team": view.team_id}
    said = {"changes": {"audience": [before, view.audience]}}
    record(Kind.SHARED, view, by=by, at=clock.now(), text=said, version=view.version, **whose)
    return view
