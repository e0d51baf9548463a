"""What a ticket is about, by each measure: written down, counted, and matched with what is suspected already."""

import re
from datetime import timedelta

from django.db.models import Q

from tickets.desk.models import Message
from tickets.desk.queries.similar import ERROR
from tickets.desk.states import IdentifierKind, Status

from .likeness import Seen
from .models import IncidentTicket, Sighting, Suspicion
from .models.suspicion import Measure
from .states import LIVE, State

# While it hurts, similar tickets belong to it. Once it is restored, many new ones are news.
HURTS = LIVE - {State.RESTORED, State.VERIFIED, State.REVIEW}
KEPT = timedelta(days=3)
# What looks like a code of an error, and is none of our own references.
CODE = re.compile(
    r"\b(?!(?:T|INC|PRB|KB|ESC)-)(?:0x[0-9A-Fa-f]{4,16}|[A-Z]{1,12}[-_]\d{2,8}|E[A-Z]*\d{3,8}|ERR_[A-Z_]{3,40})\b"
)
LOOKED_THROUGH, CODES = 4_000, 5


def measures(ticket):
    """(measure, value) of everything it is about, the most telling first."""
    found = [(Measure.ERROR_CODE, code) for code in codes(ticket)]
    if ticket.component_id:
        found.append((Measure.COMPONENT, str(ticket.component_id)))
    if ticket.category_id:
        found.append((Measure.CATEGORY, str(ticket.category_id)))
    return found


def codes(ticket):
    """Those that were named as such, and those in lines that tell of an error."""
    named = ticket.identifiers.filter(kind=IdentifierKind.ERROR_CODE).values_list("value", flat=True)
    first = Message.objects.filter(ticket=ticket).order_by("at", "pk").values_list("body", flat=True).first()
    lines = [ticket.title, *(line for line in (first or "")[:LOOKED_THROUGH].splitlines() if ERROR.search(line))]
    return list(
        dict.fromkeys(code.upper() for code in [*named, *(code for line in lines for code in CODE.findall(line))])
    )[:CODES]


def keep(ticket, now):
    """Write down what it is about now; what it was about before goes. Answers it."""
    found = measures(ticket)
    Sighting.objects.filter(ticket=ticket).delete()
    if ticket.opened_at > now - KEPT:
        rows = [Sighting(ticket=ticket, measure=measure, value=value, at=ticket.opened_at) for measure, value in found]
        Sighting.objects.bulk_create(rows)
    return found


def alike(measure, value, at, window):
    """Tickets that are about this, near that instant, and belong to no incident yet; those that a dismissed suspicion
    was made of have been judged. Neither restricted ones, which an
    incident would give away, nor what was merged or cancelled."""
    near = Sighting.objects.filter(measure=measure, value=value, at__gte=at - window, at__lte=at + window)
    counted = near.filter(ticket__restricted=False, ticket__merged_into=None).exclude(ticket__status=Status.CANCELLED)
    taken = IncidentTicket.objects.filter(Q(unlinked_at=None) | Q(incident__dismissed_at__isnull=False)).values(
        "ticket"
    )
    return [Seen(pk, opened) for pk, opened in counted.exclude(ticket__in=taken).values_list("ticket_id", "at")]


def running(found):
    """The suspicion that one of these measures fits, while its incident hurts; the most telling measure first. What was
    walled in since draws no further tickets: each would tell that it is there."""
    if not found:
        return None
    fits = Q(pk__in=())
    for measure, value in found:
        fits |= Q(measure=measure, value=value)
    rows = Suspicion.objects.filter(fits, ended_at=None, incident__state__in=HURTS, incident__restricted=False)
    rows = rows.select_related("incident")
    order = list(Measure)
    return min(rows, key=lambda one: (order.index(Measure(one.measure)), one.pk), default=None)


def end_over(now):
    """What does not hurt any more draws no further tickets."""
    Suspicion.objects.filter(ended_at=None).exclude(incident__state__in=HURTS).update(ended_at=now)


def watch_for(incident, found, now):
    """From now on tickets about this join it, unless they do so elsewhere already."""
    end_over(now)
    rows = [Suspicion(incident=incident, measure=measure, value=value) for measure, value in found]
    Suspicion.objects.bulk_create(rows, ignore_conflicts=True)


def forget(now):
    Sighting.objects.filter(at__lt=now - KEPT).delete()
