"""Writing notices: what subscribers say instead of making rows themselves."""

from supportdesk.outbound.models import Notification


def write(notices):
    """Keep these notices, one per person and event: a second telling of the same event adds nothing."""
    Notification.objects.bulk_create(notices, ignore_conflicts=True)
