"""What is told of an event: ids, codes and numbers, and where to read the rest with one's own rights.

Of what stands behind a wall not even those: that something happened there, and to what (COM-14, SEC-13)."""

import json
from collections.abc import Iterable
from datetime import UTC
from itertools import chain

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from supportdesk.accounts.models import Person
from supportdesk.approvals import subjects
from supportdesk.events.models import Event


def written(event: Event, *, walled: bool) -> bytes:
    told: dict[str, object] = {
        "id": f"evt_{event.pk}",
        "type": event.kind,
        "timestamp": event.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "subject": {"type": event.subject, "id": event.subject_id, "url": address(event)},
    }
    if not walled:
        told |= {
            "actor": {"id": event.actor_id, "kind": event.actor_kind},
            "via": event.via,
            "organisation": event.organisation_id,
            "data": event.data,
        }
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()


def address(event: Event) -> str | None:
    """Where the thing is read over REST; of some kinds of things there is no such place."""
    try:
        path = reverse(f"api-{event.subject.replace('_', '-')}", args=[event.subject_id])
    except NoReverseMatch:
        return None
    return settings.SITE_URL + path


def walled(events: Iterable[Event]) -> set[int]:
    """Of which of these events the thing is restricted as of now, or gone: one question for each kind of things."""
    about: dict[str, dict[int, list[int]]] = {}
    for event in events:
        if event.subject in settings.APPROVAL_SUBJECTS:
            about.setdefault(event.subject, {}).setdefault(event.subject_id, []).append(event.pk)
    found: set[int] = set()
    for kind, things in about.items():
        known = subjects.find_all(Person.system(), kind, things)
        hidden = (pks for pk, pks in things.items() if pk not in known or known[pk].restricted)
        found.update(chain.from_iterable(hidden))
    return found
