from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import LONGEST_NAME, View


@transaction.atomic
def rename_view(view, *, by, name, seen=None):
    """Call a view otherwise; its address stays."""
    view.lock(seen)
    policy.require(by, "keep_view", view)
    name, before = " ".join(name.split()), view.name
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"A view has a name of at most {LONGEST_NAME} characters.", field="name")
    same = View.objects.filter(owner=view.owner_id, team=view.team_id, name=name).exclude(pk=view.pk)
    if same.exists():
        raise Refused("Another view here has that name.", field="name")
    view.name, view.version = name, view.version + 1
    view.save(update_fields=["name", "version"])
    record(Kind.RENAMED, view, by=by, at=clock.now(), text={"changes": {"name": [before, name]}}, version=view.version)
    return view
