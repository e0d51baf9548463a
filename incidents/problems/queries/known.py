"""Which known errors may explain a ticket (T-17): by its error codes first, then by its component."""

from dataclasses import dataclass

from django.db.models import Count, Q

from ..models import KnownError
from ..signatures import codes_in


@dataclass(frozen=True)
class Match:
    known_error: KnownError
    why: str
    linked: bool = False


def matches(ticket, person, *, codes, linked, most=5):
    """Those linked already, drafts that were written from it too, then those that fit: a code weighs more than a
    component. One statement."""
    said = {code.strip().upper() for code in codes} | codes_in(ticket.title.upper())
    fitting = Q(error_codes__overlap=sorted(said))
    if ticket.component_id:
        fitting |= Q(component=ticket.component_id)
    found = KnownError.objects.visible_to(person).filter(Q(pk__in=linked) | fitting & Q(published_at__isnull=False))
    shown = [told(one, said, one.pk in linked) for one in found if one.pk in linked or one.is_standing]
    return sorted(shown, key=weight)[:most]


def told(known_error, codes, linked):
    shared = sorted(codes & set(known_error.error_codes))
    why = f"the same error code {shared[0]}" if shared else "the same component"
    return Match(known_error, "linked" if linked else why, linked)


def weight(match):
    return not match.linked, not match.why.startswith("the same error"), -match.known_error.pk


def counted(known_errors):
    """With how many tickets each has met."""
    return known_errors.annotate(met=Count("links", filter=Q(links__removed_at=None)))
