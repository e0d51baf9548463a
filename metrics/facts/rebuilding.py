"""All facts from the first event on, in portions: what was right before stays untouched."""

from django.db import transaction

from supportdesk.events.models import Event
from supportdesk.events.relay import take_turn

from .folding.subjects import SUBJECTS
from .keeping import fold
from .models import Fact, Stay

PORTION = 500


def rebuild():
    """Fold every thing there is, and drop what belongs to none; answers how many rows differed."""
    return sum(rebuilt(subject) for subject in SUBJECTS)


def rebuilt(subject):
    changed, last = 0, -1
    while pks := following(subject, last):
        changed += portion(subject, pks)
        last = pks[-1]
    return changed


@transaction.atomic
def portion(subject, pks):
    """Not beside the relay: both would write the same rows."""
    take_turn("figures")
    return fold(subject, pks)


def following(subject, last):
    """The next things that have events or, though they have none any more, facts."""
    told = Event.objects.filter(subject=subject, subject_id__gt=last).order_by("subject_id")
    known = Fact.objects.filter(subject=subject, subject_id__gt=last).order_by("subject_id")
    sources = [told.values_list("subject_id", flat=True), known.values_list("subject_id", flat=True)]
    if subject == "ticket":
        stays = Stay.objects.filter(ticket_id__gt=last).order_by("ticket_id")
        sources.append(stays.values_list("ticket_id", flat=True))
    found = {pk for source in sources for pk in source.distinct()[:PORTION]}
    return sorted(found)[:PORTION]
