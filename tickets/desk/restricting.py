"""What the walls around tickets have in common (SEC-13)."""

from supportdesk.errors import Refused, WrongState

from . import handing
from .models import Restriction, Ticket


def require_restricted(ticket):
    if not ticket.restricted:
        raise WrongState("This ticket is not restricted.", permitted=("restrict",))


def require_words_free(ticket, by):
    """While a security doubt is looked at, nothing is said outside (ESC-10). What an import or the clock says was
    decided elsewhere."""
    if ticket.restricted and by.via not in ("import", "clock"):
        Restriction.objects.get(ticket=ticket).require_free()


def require_nameable(ticket, person):
    """Whoever works here and may work for this organisation and in this region; the requester sees it anyway."""
    reach = person.serves_everybody or person.organisation_id == ticket.organisation_id
    if not person.is_active or not person.serves or not reach or not person.scope.covers(ticket.region_id):
        raise Refused(f"{person} cannot be on the list of this ticket.", field="person")


def drop_the_blind(ticket, now):
    """Nobody owns what they do not see. The row must have been written: seeing is a question to the database."""
    for role, person in (("owner", ticket.owner), ("offered_to", ticket.offered_to)):
        if person is None or Ticket.objects.visible_to(person).filter(pk=ticket.pk).exists():
            continue
        if role == "owner":
            ticket.put(owner=None)
        handing.withdraw_offer(ticket, now)
