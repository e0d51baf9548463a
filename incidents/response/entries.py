"""Lines of the timeline, as actions write them. No events."""

from .models import Entry
from .states import Audience, Mark


def write(incident, *, kind, by, at, text, entered_at=None, mark=Mark.FACT, audience=Audience.INTERNAL, **more):
    """`at` is when it happened, `entered_at` when it is written down: now, where nothing is said."""
    about = {"mark": mark, "audience": audience, "author": by.person, "source": more.pop("source", "") or by.via}
    return Entry.objects.create(
        incident=incident, kind=kind, at=at, entered_at=entered_at or at, text=text, **about, **more
    )
