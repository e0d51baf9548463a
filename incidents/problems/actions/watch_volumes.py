from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import trend
from ..configured import spike_factor, spike_fewest
from ..kinds import Kind
from ..models import Spike
from ..queries.volumes import behind, volumes
from ..states import Triage

LIVE = (Triage.OPEN, Triage.MONITORED)


@transaction.atomic
def watch_volumes(nothing=None, *, by):
    """Look at every volume once: one card for each thing that leapt, with the tickets behind it (PRB-02). A card that
    waits is brought up to date instead of joined by a second one. Answers the new cards."""
    now = clock.now()
    rules = {"factor": spike_factor(now), "fewest": spike_fewest(now)}
    leapt = [one for one in volumes(now) if trend.leaps(one, **rules)]
    waiting = Spike.objects.select_for_update(no_key=True).filter(state__in=LIVE)
    known = {(one.dimension, one.key): one for one in waiting}
    made = []
    for volume in leapt:
        spike = known.get((volume.dimension, volume.key))
        if spike is None:
            made.append(raised(volume, now, by))
        else:
            counted(spike, volume, now)
    return made


def raised(volume, now, by):
    about = {"dimension": volume.dimension, "key": volume.key, "label": volume.label}
    spike = Spike.objects.create(count=volume.day, mean=volume.mean, raised_at=now, counted_at=now, **about)
    spike.tickets.set(behind(volume, now))
    said = {"dimension": volume.dimension, "count": volume.day, "mean": round(volume.mean, 3)}
    record(Kind.SPIKED, spike, by=by, at=now, text={"label": volume.label}, **said)
    return spike


def counted(spike, volume, now):
    """The highest day it has had, and everything that was behind it."""
    if volume.day > spike.count:
        spike.count, spike.mean = volume.day, volume.mean
    spike.counted_at = now
    spike.save(update_fields=["count", "mean", "counted_at"])
    spike.tickets.add(*behind(volume, now))
