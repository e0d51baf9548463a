"""What happened to a problem or a known error, the latest first."""

from supportdesk.events.queries import history_of

SHOWN = 100


def of_thing(thing):
    return history_of(thing.subject, thing.pk)[::-1][:SHOWN]
