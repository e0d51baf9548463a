"""An owner of clocks to come: an escalation to engineering, on two tables of its own (SLA-09)."""

from datetime import timedelta

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from tests.tickets.sla.conftest import FRIDAY, OFFICE, new_calendar, new_policy, targets
from tickets.sla import engine, ledger, verify
from tickets.sla.models import AbstractClock, AbstractMoment, State

pytestmark = pytest.mark.django_db

WORKING_DAY = 8 * 3600


@pytest.fixture
def desk_of_engineering():
    """The tables of an app that has escalations: the thing, its clocks, their moments."""
    with isolate_apps("tickets.sla"):

        class Escalation(models.Model):
            title = models.CharField(max_length=60)

            class Meta:
                app_label = "sla"

        class FollowUpClock(AbstractClock):
            owner = "escalation"

            escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="clocks")

            class Meta(AbstractClock.Meta):
                abstract = False
                app_label = "sla"

        class FollowUpMoment(AbstractMoment):
            clock = models.ForeignKey(FollowUpClock, models.CASCADE, related_name="moments")

            class Meta(AbstractMoment.Meta):
                abstract = False
                app_label = "sla"

        with connection.schema_editor() as tables:
            for model in (Escalation, FollowUpClock, FollowUpMoment):
                tables.create_model(model)
        yield Escalation, FollowUpClock


@pytest.fixture
def promises():
    """Engineering takes over within a working day, and answers a follow-up within another."""
    return targets(new_policy("engineering", new_calendar("office", OFFICE), ownership=WORKING_DAY, ask=WORKING_DAY))


@pytest.fixture
def clock_of(desk_of_engineering, promises):
    """`clock_of("ownership")`: a promise on a new escalation, running since Friday 16:00."""
    escalation_of, clock = desk_of_engineering

    def started(goal):
        target = promises[goal]
        row = clock(
            escalation=escalation_of.objects.create(title="The spooler leaks"),
            goal=goal,
            policy_id=target.policy_id,
            calendar_id=target.calendar_id,
            target_seconds=target.seconds,
            pauses=True,
        )
        engine.start([row], at=FRIDAY, cause="escalated")
        return row

    return started


def told(rungs):
    return [(rung.clock.escalation_id, rung.clock.goal, rung.what, rung.at) for rung in rungs if rung.share >= 100]


@pytest.mark.parametrize("goal", ["ownership", "ask"])
def test_a_follow_up_that_engineering_has_not_answered_in_a_working_day(clock_of, goal):
    """SLA-09: one business day, no answer in that time: the breach is on the escalation, at its own instant."""
    row, due = clock_of(goal), FRIDAY + timedelta(days=3)  # Monday 16:00
    assert row.due_at == due
    assert told(engine.ring_due(type(row), now=due - timedelta(seconds=1), limit=10)) == []
    rung = engine.ring_due(type(row), now=due + timedelta(hours=2), limit=10)
    assert told(rung) == [(row.escalation_id, goal, "breached", due)]
    row.refresh_from_db()
    assert (row.breached_at, row.state(due)) == (due, State.BREACHED)
    assert ledger.replayed(row) == row.pure()


def test_accepted_in_time_it_is_met(clock_of):
    row = clock_of("ownership")
    rungs = engine.act([row], "stop", at=FRIDAY + timedelta(minutes=30), cause="accepted")
    assert [rung.what for rung in rungs] == ["met"]
    assert engine.ring_due(type(row), now=FRIDAY + timedelta(days=9), limit=10) == []


def test_while_support_owes_engineering_an_answer_the_clock_is_held(clock_of):
    row = clock_of("ask")
    engine.act([row], "hold", at=FRIDAY + timedelta(minutes=30), cause="details")
    engine.act([row], "run", at=FRIDAY + timedelta(days=3), cause="answered")
    row.refresh_from_db()
    assert row.due_at == FRIDAY + timedelta(days=4, minutes=-30)
    assert ledger.replayed(row) == row.pure()


def test_two_owners_do_not_ring_each_others_clocks(clock_of, clock):
    """The ticket's hour is over; the escalation's day is not."""
    row = clock_of("ownership")
    assert engine.ring_due(type(row), now=FRIDAY + timedelta(hours=2), limit=10) == []
    assert told_of(engine.ring_due(type(clock), now=FRIDAY + timedelta(hours=2), limit=10)) == {clock.pk}


def test_its_rows_are_held_against_its_own_ledger(clock_of, promises):
    """What `sla_verify` does needs nothing of an owner but its tables."""
    row = clock_of("ownership")
    type(row).objects.update(pauses=promises["ownership"].pauses)
    assert verify.differences(verify.batch(type(row), verify.Scope(), after=0)) == []
    type(row).objects.update(level=90)
    (found,) = verify.differences(verify.batch(type(row), verify.Scope(owners=(row.escalation_id,)), after=0))
    said = f"ownership clock {row.pk} of escalation {row.escalation_id}: level is 90, its ledger says 0"
    assert str(found) == said


def told_of(rungs):
    return {rung.clock.pk for rung in rungs}
