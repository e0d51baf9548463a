"""What a page may go on listening to: asked anew whenever the address of its stream is signed anew."""

import re

from .models import Operation, Ticket
from .queries.timeline import public_name, writer_name

TICKET = re.compile(r"(?:ticket|outgoing)-(\d{1,18})(?:-\w+)?")
OPERATION = re.compile(r"operation-(\d{1,18})")


def still_heard(person, names):
    """Those of these names that this person may still hear."""
    if not person.is_active:
        return set()
    visible = Ticket.objects.visible_to(person).filter(pk__in=numbers(TICKET, names)).values_list("pk", flat=True)
    allowed = {name for pk in visible for name in names_of(person, pk)}
    own = Operation.objects.visible_to(person).filter(pk__in=numbers(OPERATION, names)).values_list("pk", flat=True)
    allowed |= {f"operation-{pk}" for pk in own}
    return set(names) & (allowed | ({"ticket"} if person.serves else set()))


def names_of(person, pk):
    return {public_name(pk), writer_name(pk, person.pk)} | ({f"ticket-{pk}"} if person.serves else set())


def numbers(pattern, names):
    return {int(found[1]) for found in map(pattern.fullmatch, names) if found}
