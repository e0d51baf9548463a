"""Changing how a part fares: its row and its history, under its lock."""

from supportdesk.events.record import Occurrence

from .kinds import Kind
from .models import Spell


def fare(part, health, now, *, notice=None):
    """What to tell of it: one occurrence, or none when it fares so already."""
    if part.health == health:
        return []
    was, part.health, part.since = part.health, health, now
    part.version += 1
    part.save(update_fields=["health", "since", "version"])
    Spell.objects.filter(component=part, ended_at=None).update(ended_at=now)
    Spell.objects.create(component=part, health=health, began_at=now)
    about = {"was": was, "health": health, "notice": notice}
    return [Occurrence(Kind.FARES, part.subject, part.pk, None, now, about, {"name": part.name})]
