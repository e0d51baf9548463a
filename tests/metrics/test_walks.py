"""Whatever is told, in whatever order: what was counted on the way is what a count from the beginning comes to."""

from datetime import timedelta
from random import Random

import pytest

from metrics.facts.models import Fact, Stay, Touched
from metrics.facts.rebuilding import rebuild
from metrics.facts.subscribers import count
from metrics.kpis.models import Cell, Rolled
from metrics.kpis.rolling import roll
from supportdesk.events.models import Event
from tests.metrics.comparing import require_as_counted_naively
from tests.metrics.walking import BEGAN, Walk

pytestmark = pytest.mark.django_db


def walk(random, count_of, settings, *, days, rolls, now):
    """Write so many events; tell them in batches, shuffled, some twice, with rollups in between, and move the desk to
    another zone on the way."""
    events = Walk(random, days).draw(count_of)
    Event.objects.bulk_create(events, batch_size=2000)
    batches = [events[at : at + 40] for at in range(0, len(events), 40)]
    batches += random.sample(batches, len(batches) // 4)
    random.shuffle(batches)
    for number, batch in enumerate(batches):
        count(random.sample(batch, len(batch)))
        if number % (len(batches) // rolls) == 1:
            roll(now)
        if number == len(batches) // 2:
            settings.TIME_ZONE = "America/St_Johns"
    roll(now)


def require_same_from_the_beginning(rows, now):
    before = rows()
    assert rebuild() == 0, "a second look finds nothing to change"
    assert roll(now, afresh=True) == 0
    for model in (Fact, Stay, Touched, Cell, Rolled):
        model.objects.all().delete()
    rebuild()
    roll(now)
    after = rows()
    assert before == after
    assert before["facts"]
    assert before["stays"]
    assert before["cells"]


def test_whatever_the_order_the_count_is_the_same(rows, settings, machine, naive):
    """Late, doubled and reordered events, merges, reopens, re-tags and another zone: every cell is as if counted from
    the beginning, and as a second reckoning counts it."""
    random = Random(11)
    now = BEGAN + timedelta(days=40)
    walk(random, 180, settings, days=9, rolls=1, now=now)
    require_as_counted_naively(random, naive(), machine, since=BEGAN, number=3, days=30)
    require_same_from_the_beginning(rows, now)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(3))
def test_ten_thousand_events(seed, rows, settings, machine, naive):
    random = Random(seed)
    now = BEGAN + timedelta(days=400)
    walk(random, 10_000, settings, days=120, rolls=20, now=now)
    require_as_counted_naively(random, naive(), machine, since=BEGAN, number=30, days=150)
    require_same_from_the_beginning(rows, now)
