"""The delivery log: what mails of ours a person may know of (COM-18)."""

from django.db.models import Q

from supportdesk.outbound.models import Mail
from tickets.desk.models import Ticket

STATES = {
    "waiting": Q(sent_at=None, send_at__isnull=False, tries=0),
    "trying": Q(sent_at=None, send_at__isnull=False, tries__gt=0),
    "sent": Q(sent_at__isnull=False, bounced_at=None),
    "bounced": Q(bounced_at__isnull=False),
    "given_up": Q(sent_at=None, send_at=None, bounced_at=None),
}


def log(person):
    """Those about tickets one may know of; an admin those about nothing besides, such as sign-in codes: when and to
    whom, never what. A light seat none, for a mail names an address (ROLE-06)."""
    if not person.serves or person.sits_lightly:
        return Mail.objects.none()
    about_tickets = Q(about=Ticket.subject, about_id__in=Ticket.objects.visible_to(person).values("pk"))
    rest = Q(about="") if person.administers and person.serves_everybody else Q(pk=None)
    return Mail.objects.filter(about_tickets | rest).defer("body").order_by("-pk")
