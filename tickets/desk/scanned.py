"""A file's verdict is no event of the ticket it stands on, but its open pages want to show it."""

from supportdesk import live
from supportdesk.files.kinds import Kind

from .models import Attachment
from .queries.timeline import public_name


def announce(events):
    """Told of events: pages of the tickets whose files the scanner has judged are fetched anew."""
    files = [event.subject_id for event in events if event.kind == Kind.SCANNED]
    if not files:
        return
    standing = Attachment.objects.filter(file__in=files).values_list("ticket", "internal")
    names = {f"ticket-{ticket}" for ticket, _ in standing}
    live.say(names | {public_name(ticket) for ticket, internal in standing if not internal})
