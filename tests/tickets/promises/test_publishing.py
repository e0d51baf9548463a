"""What if is what would have been: its lists are what publishing does to a copy of the desk that lives on alike."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import system
from tests.tickets.promises.conftest import MONDAY, MORNINGS, NIGHT_AND_DAY, WEEKS
from tickets.desk import timers
from tickets.desk.models import Ticket, TicketClock
from tickets.sla.actions.publish import publish

pytestmark = pytest.mark.django_db
SINCE = (MONDAY + timedelta(weeks=2)).replace(hour=0)
UNTIL = (MONDAY + timedelta(weeks=WEEKS + 1)).replace(hour=0)
SPAN = {"first": SINCE.date(), "last": UNTIL.date() - timedelta(days=1)}


@pytest.fixture
def desk_clock(settings, tmp_path):
    """`desk_clock(instant)`: the desk's clock stands there, and goes on."""
    settings.TEST_CLOCK, settings.RUN_DIR, settings.ALLOWED_HOSTS = True, tmp_path, ["localhost"]

    def stand(instant):
        seconds = (instant - clock.now()).total_seconds() + clock.offset().total_seconds() if instant else 0
        (tmp_path / "clock").write_text(str(seconds))

    return stand


def told(what_if):
    """Its lists, by names that a copy of the desk has too."""
    places, seen = {}, Counter()
    for pk, source, goal in TicketClock.objects.order_by("pk").values_list("pk", "ticket__source_key", "goal"):
        seen[source, goal] += 1
        places[pk] = (source, goal, seen[source, goal])
    rows = what_if.differences.values_list("clock", "gained")
    return {gained: {places[pk] for pk, one in rows if one is gained} for gained in (True, False)}


@pytest.fixture
def lived(drawn, play, ring, breaches, answered, desk_clock, by, max):
    """`lived(draft, also_open)`: the answer of what-if, and what publishing does to a copy: gained and lost."""

    def both(draft, *, also_open, count=60):
        acts = drawn(count)
        play([act for act in acts if act.at < SINCE])
        later = [act for act in acts if act.at >= SINCE]
        copy = transaction.savepoint()
        play(later)
        ring(UNTIL)
        was = set(breaches(SINCE, UNTIL))
        answer = told(answered(draft, also_open=also_open, **SPAN))
        transaction.savepoint_rollback(copy)
        desk_clock(SINCE)
        published(draft, also_open=also_open)
        desk_clock(None)
        play(later)
        ring(UNTIL)
        now = set(breaches(SINCE, UNTIL))
        return answer, {True: now - was, False: was - now}

    def published(draft, *, also_open):
        publish(draft, by=by(max))
        if also_open:
            for ticket in Ticket.objects.filter(clocks__stopped_at=None).distinct():
                ticket.lock()
                timers.retarget(ticket, clock.now(), by=system("clock"))
                ticket.write(clock.now())

    return both


@pytest.mark.parametrize("also_open", [True, False])
def test_a_shorter_policy_gains_what_publishing_gains(terms_drafted, lived, also_open):
    answer, publishing = lived(terms_drafted("p3", 0.1), also_open=also_open)
    assert answer == publishing
    assert len(answer[True]) >= 5


@pytest.mark.parametrize("also_open", [True, False])
def test_a_longer_policy_loses_what_publishing_loses(terms_drafted, lived, also_open):
    answer, publishing = lived(terms_drafted("p3", 10), also_open=also_open)
    assert answer == publishing
    assert len(answer[False]) >= 5


@pytest.mark.parametrize(("week", "gained"), [(NIGHT_AND_DAY, True), (MORNINGS, False)])
def test_other_hours_do_what_publishing_them_does(hours_drafted, lived, week, gained):
    answer, publishing = lived(hours_drafted(week), also_open=True)
    assert answer == publishing
    assert len(answer[gained]) >= 5
