"""What this app offers to others' pages."""

from supportdesk.outbound.models.webhook import READERS


def office(request):
    """Whether the reader's administration has webhooks (C 72)."""
    return {"reads_webhooks": not READERS.isdisjoint(getattr(getattr(request, "user", None), "roles", ()))}
