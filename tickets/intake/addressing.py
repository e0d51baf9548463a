"""From an address on an envelope to the mailbox it means."""

from .models import Mailbox


def mailbox_of(address: str):
    """The one of this name, with or without what stands behind a plus; None when nobody of that name is here."""
    local, _, domain = address.strip().lower().rpartition("@")
    wanted = {f"{local}@{domain}", f"{local.partition('+')[0]}@{domain}"}
    return Mailbox.objects.taking().filter(address__in=wanted).first() if local and domain else None
