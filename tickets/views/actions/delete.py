from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind


@transaction.atomic
def delete_view(view, *, by, seen=None):
    """Forget a name. The tickets, and the address behind it, stay."""
    view.lock(seen)
    policy.require(by, "keep_view", view)
    said = {"name": view.name, "filter": view.filter}
    record(Kind.DELETED, view, by=by, at=clock.now(), text=said, owner=view.owner_id, team=view.team_id)
    view.delete()
