"""The public pages follow what is recorded. A subscriber of the people's lane."""

from supportdesk import clock

from .copies import rewrite
from .kinds import Kind

CHANGES = {*Kind} - {Kind.BEGUN}


def follow(events):
    """Whatever the public may see has changed: the copies are made anew, once for the whole batch."""
    if any(event.kind in CHANGES for event in events):
        rewrite(clock.now())
