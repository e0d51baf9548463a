"""What happened to a problem or a known error, the latest first."""

from supportdesk.events.models import Event

SHOWN = 100


def of_thing(thing):
    events = Event.objects.with_words().filter(subject=thing.subject, subject_id=thing.pk)
    return list(events.order_by("-pk")[:SHOWN])
