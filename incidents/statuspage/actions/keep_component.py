from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import Health, Spell, StatusComponent
from ..wording import line


@transaction.atomic
def keep_component(component, *, by, name, description="", position=100, shown=True, seen=None):
    """Put a part of the catalogue on the status page under the name that customers know, change that, or take it off
    (`shown=False`). It begins operational."""
    component.lock()
    policy.require(by, "keep_status_page", component)
    if not 0 <= position < 10_000:
        raise Refused("A position is a number from 0 to 9999.", field="position")
    now = clock.now()
    named = {"name": line(name, "name", 100), "description": line(description, "description", 200, needed=False)}
    named |= {"position": position, "shown": shown}
    kept = StatusComponent.objects.filter(component=component).first()
    if kept is None:
        kept = StatusComponent.objects.create(component=component, since=now, **named)
        Spell.objects.create(component=kept, health=Health.OPERATIONAL, began_at=now)
    else:
        kept.lock(seen)
        for field, value in named.items():
            setattr(kept, field, value)
        kept.version += 1
        kept.save()
    about = {"component": component.pk, "shown": shown, "position": position}
    record(Kind.KEPT, kept, by=by, at=now, text={"name": kept.name, "description": kept.description}, **about)
    return kept
