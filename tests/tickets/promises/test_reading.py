"""The past of a ticket as the replay reads it: lived again under the promises that it had, it ends as it did."""

from datetime import timedelta

import pytest

from tests.lived import MONDAY, WEEKS
from tickets.desk.models import Ticket
from tickets.promises.reading import pasts
from tickets.sla import whatif
from tickets.sla.choose import choose
from tickets.sla.course import Promise
from tickets.sla.queries import policies_in_force
from tickets.sla.whatif import Question, relive

pytestmark = pytest.mark.django_db
END = MONDAY + timedelta(weeks=WEEKS + 1)


def as_it_was(facts, at):
    policy = choose(policies_in_force(at), facts)
    return {
        target.goal: Promise(target.seconds, target.calendar.hours, target.pauses, policy.key)
        for target in policy.targets_cached
    }


def lived_again(monkeypatch, since):
    """Every clock by the long way, though nothing differs."""
    monkeypatch.setattr(whatif, "choice_differs", lambda choice, life: True)
    question = Question(as_it_was, lambda before, after: True, since, END, also_open=True)
    for past in pasts(list(Ticket.objects.values_list("pk", flat=True)), END):
        fates = relive([kept.life for kept in past.clocks], past.facts, question)
        for kept in past.clocks:
            if kept.life.number in fates:
                yield past.ticket, kept, fates[kept.life.number]


@pytest.mark.parametrize("since", [MONDAY - timedelta(days=1), MONDAY + timedelta(weeks=2)])
def test_under_its_own_promises_every_clock_ends_as_it_did(drawn, play, ring, monkeypatch, since):
    play(drawn(60))
    ring(END)
    again = list(lived_again(monkeypatch, since))
    assert len(again) > 100
    differing = [
        (ticket, kept.life.goal, kept.life.breached_at, fate.breached_at)
        for ticket, kept, fate in again
        if fate.breached_at != kept.life.breached_at
    ]
    assert differing == []
    assert any(fate.breached_at for _, _, fate in again)
    assert any(not fate.breached_at for _, _, fate in again)
