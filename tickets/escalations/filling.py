"""Putting fields into a packet: from the ticket, or by hand. Under the escalation's lock."""

from . import moving, packet, sources
from .models import PacketField

BY_HAND = "written by {}"


def build(escalation, now, *, by, given=None) -> list[str]:
    """Fill what is empty with what is known, each with its source; what somebody wrote stays (ESC-20)."""
    present = {one.field: one for one in escalation.fields.all()}
    written = []
    for name, (found, source) in sources.useful(sources.known(escalation)).items():
        parts = found | (given or {}).get(name, {})
        kept = present.get(name)
        if kept is None or kept.source != by_hand(kept.by):
            write(escalation, name, parts, source, now, by=by)
            written.append(name)
    moving.reckon(escalation)
    return written


def write(escalation, name, parts, source, now, *, by) -> None:
    values = {"parts": parts, "source": source, "by": by.person, "at": now}
    PacketField.objects.update_or_create(escalation=escalation, field=name, defaults=values)


def by_hand(person) -> str:
    return BY_HAND.format(person)


def put(escalation, values, now, *, by) -> list[str]:
    """By hand: only what differs, with who wrote it; what is emptied goes."""
    said = packet.known(values)
    present = {one.field: one for one in escalation.fields.all()}
    changed = [name for name, parts in said.items() if name not in present or present[name].parts != parts]
    for name in changed:
        write(escalation, name, said[name], by_hand(by.person), now, by=by)
    emptied = [name for name in values if name not in said and name in present]
    escalation.fields.filter(field__in=emptied).delete()
    close_gaps(escalation, now)
    moving.reckon(escalation)
    return [*changed, *emptied]


def close_gaps(escalation, now) -> None:
    """A gap is closed once its field is no longer missing."""
    missing = {lack.field.id for lack in moving.assessed(escalation).missing}
    escalation.gaps.filter(filled_at=None).exclude(field__in=missing).update(filled_at=now, ring_at=None)
