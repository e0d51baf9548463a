"""Clock rows against the oracle: lives of promises, aimed at the instants at which something rings."""

import pytest
from django.db import transaction

from tests.tickets.sla.cases import AMENDS, life
from tests.tickets.sla.conftest import FRIDAY, new_ticket
from tests.tickets.sla.lives import lived
from tests.tickets.sla.paper import BREACH, exact
from tests.tickets.sla.proving import prove
from tickets.desk.models import TicketClock
from tickets.sla import engine, ledger
from tickets.sla.models import Calendar, Policy, Target

pytestmark = pytest.mark.django_db


def published(key, terms, goal="resolution"):
    """A policy of one target with a calendar of its own, written past the models' checks of what people may type."""
    of = terms.hours
    week = {str(day): [list(window) for window in windows] for day, windows in of.week.items()}
    about = {"key": key, "name": key, "effective_from": FRIDAY}
    overrides = {day.isoformat(): {"windows": windows, "reason": ""} for day, windows in of.overrides.items()}
    hours = Calendar(**about, zone=of.zone, week=week, holidays=sorted(of.holidays), overrides=overrides)
    policy = Policy(**about, ladder=[level for level in terms.levels if level != BREACH])
    for model, row in ((Calendar, hours), (Policy, policy)):
        model.objects.bulk_create([row])
    target = Target(policy=policy, goal=goal, seconds=terms.target, calendar=hours, pauses=terms.pauses)
    Target.objects.bulk_create([target])
    return target


class Row:
    """A clock of the desk's, driven by the engine; read anew from the database after each step."""

    def __init__(self, ticket, terms):
        self.ticket = ticket
        self.targets = [published(f"terms-{number}", one) for number, one in enumerate(terms)]
        self.row, self.told = None, []

    @property
    def is_over(self):
        return self.row.stopped_at is not None

    def start(self, which, at, *, goes_on=False):
        target = self.targets[which]
        spent = self.row.pure().elapsed(at) if goes_on else 0.0
        self.row = TicketClock(
            ticket=self.ticket,
            goal=target.goal,
            policy_id=target.policy_id,
            calendar_id=target.calendar_id,
            target_seconds=target.seconds,
            pauses=target.pauses,
            spent=spent,
        )
        self.told = engine.start([self.row], at=at, cause="opened")

    def act(self, what, at, cause):
        self.told += engine.act([self.row], what, at=at, cause=cause)

    def hold(self, at, reason):
        self.act("hold", at, reason)

    def run(self, at):
        self.act("run", at, "answered")

    def stop(self, at):
        self.act("stop", at, "resolved")

    def retarget(self, which, at):
        promised = {self.targets[which].goal: self.targets[which]}
        self.told += engine.retarget([self.row], at=at, cause="priority", targets=promised)

    def promise(self, at, named):
        self.told += engine.promise([self.row], at=at, cause="promised", named=named)

    def override(self, at, due, until):
        self.told += engine.override([self.row], at=at, cause="override", due=due, until=until)

    def revoke(self, at):
        self.told += engine.revoke([self.row], at=at, cause="revoked")

    def ring(self, at):
        self.told += engine.ring_due(TicketClock, now=at, limit=10)

    def compare(self, paper, now):
        row = self.row = TicketClock.objects.get(pk=self.row.pk)
        replayed, pure = ledger.replayed(row), row.pure()
        assert (replayed.since, replayed.stopped_at, replayed.target) == (pure.since, pure.stopped_at, pure.target)
        assert exact(replayed.spent) == exact(pure.spent), "the row is not what its ledger adds up to"
        assert exact(pure.elapsed(now)) == paper.elapsed(now)
        if not paper.stopped_at:
            assert row.due_at == paper.due()
        assert row.breached_at == paper.breached_at
        assert said(self.told) == paper.told
        written = [(one.what, one.share, one.at) for one in row.moments.filter(what__in=["warned", "breached"])]
        assert written == [one for one in paper.told if one[1]]


def said(rungs):
    return [(rung.what, None if rung.what in ("met", "missed") else rung.share, rung.at) for rung in rungs]


@pytest.fixture
def one_life(db):
    """`one_life(case)`: lived on a ticket of Rob's, and forgotten."""
    ticket = new_ticket()

    def a_row_lives_as_on_paper(case):
        with transaction.atomic():
            lived(case, Row(ticket, case.terms))
            transaction.set_rollback(True)

    return a_row_lives_as_on_paper


def test_a_row_lives_as_on_paper(one_life):
    """D1, SLA-03, SLA-06, SLA-11, SLA-16: due time, time used, and every level once and at its own instant."""
    prove(one_life, life(AMENDS), cases=60)


@pytest.mark.prove
def test_a_row_lives_as_on_paper_at_length(one_life):
    """D1, SLA-03, SLA-06, SLA-11, SLA-16: the same, 1,500 lives."""
    prove(one_life, life(AMENDS), cases=1_500, random=True)
