"""A desk at work at random: tickets are opened, paused, resumed, raised, lowered, sent elsewhere, resolved, reopened,
merged and taken out again, while policies are published and sweeps come when they come.

The real actions do it; the same is done on paper. After each act the open promises, their due times, the time used and
where it went, what has rung and what the rows say are compared.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from supportdesk import clock
from supportdesk.accounts.actor import Actor, system
from tests.at_work import RESOLVED
from tests.factories import CategoryFactory, TicketTypeFactory
from tests.tickets.sla.desk_on_paper import Paper, PaperTicket, Version
from tests.tickets.sla.oracle import Hours
from tests.tickets.sla.paper import BREACH, Terms, exact
from tests.tickets.sla.proving import UNHURRIED
from tickets.desk.actions.bulk import start
from tickets.desk.actions.classify import classify
from tickets.desk.actions.merge import merge
from tickets.desk.actions.moves import move
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.transfer import transfer
from tickets.desk.actions.triage import triage
from tickets.desk.actions.undo import undo
from tickets.desk.models import Operation, Ticket, TicketClock
from tickets.desk.queries.why import Explained
from tickets.sla import ledger
from tickets.sla.models import Calendar, Policy, Target

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 10, 23, 14, 30, tzinfo=UTC)  # the clocks go back on Sunday
MINUTE, HOUR = 60, 3600
ALWAYS = Hours("UTC", dict.fromkeys(range(7), ((0, 1440),)))
OFFICE = Hours("Europe/Berlin", dict.fromkeys(range(5), ((540, 720), (780, 1080))), frozenset({date(2026, 10, 26)}))
NIGHTS = Hours("America/New_York", dict.fromkeys(range(7), ((1320, 360),)))
HOURS = {"always": ALWAYS, "office": OFFICE, "nights": NIGHTS}
HELD = {"resolution", "next_update"}
# key, conditions, position, hours, seconds of acknowledge, first response, next update, resolution
POLICIES = [
    ("m1", {"priority": 1}, 5, "always", (5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 4 * HOUR)),
    ("m2", {"priority": 2}, 5, "nights", (15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR)),
    ("m3", {"priority": 3}, 5, "office", (HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR)),
    ("m4", {"priority": 4}, 5, "office", (4 * HOUR, 8 * HOUR, None, 40 * HOUR)),
    ("m-question", {"type": "question"}, 1, "always", (HOUR, 2 * HOUR, None, 48 * HOUR)),
    ("m-network", {"queue": "network", "priority": 2}, 3, "office", (None, HOUR, HOUR, 5 * HOUR)),
    ("m-gold", {"tier": "gold", "priority": 3}, 2, "always", (30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR)),
]
GOALS = ("acknowledge", "first_response", "next_update", "resolution")
WAITS = {
    "wait_requester": ("pending_requester", "details"),
    "wait_vendor": ("pending_vendor", "vendor"),
    "schedule": ("scheduled", "appointment"),
    "wait_internal": ("pending_internal", "colleague"),
}
GAPS = (
    st.integers(0, 900) | st.integers(0, 20 * HOUR) | st.sampled_from([0, 1, 5 * MINUTE, 30 * MINUTE, HOUR, 48 * HOUR])
)
ONE = st.integers(0, 5)


class World:
    """What stands before the machine begins: people, queues, types, and the calendars."""

    def __init__(self, tess, rob, queues):
        self.by, self.rob, self.asks = Actor(tess, "browser"), rob, Actor(rob, "browser")
        self.queues = {queue.key: queue for queue in queues}
        self.types = {key: TicketTypeFactory(key=key) for key in ("incident", "question")}
        self.category = CategoryFactory(key="printing")
        self.calendars = {key: calendar(key, of) for key, of in HOURS.items()}
        self.first = [self.published(*policy) for policy in POLICIES]

    def published(self, key, conditions, position, hours, seconds, version=1, at=FRIDAY - timedelta(days=1)):
        """A version of a policy, in the database and on paper. All of them ask for one channel more, so that they go
        before what a fresh desk promises."""
        about = {"key": key, "name": key, "version": version, "position": position, "effective_from": at}
        (policy,) = Policy.objects.bulk_create([Policy(**about, channel="phone", **conditions)])
        promised = {goal: length for goal, length in zip(GOALS, seconds, strict=True) if length}
        of = self.calendars[hours]
        Target.objects.bulk_create(
            Target(policy=policy, goal=goal, seconds=length, calendar=of, pauses=goal in HELD)
            for goal, length in promised.items()
        )
        levels = (*policy.ladder, BREACH)
        terms = {goal: Terms(length, HOURS[hours], levels, goal in HELD) for goal, length in promised.items()}
        return Version(key, conditions, position, terms)


def calendar(key, of):
    week = {str(day): [list(window) for window in windows] for day, windows in of.week.items()}
    about = {"key": f"m-{key}", "name": key, "effective_from": FRIDAY - timedelta(days=1)}
    row = Calendar(**about, zone=of.zone, week=week, holidays=sorted(of.holidays))
    return Calendar.objects.bulk_create([row])[0]


class Desk(RuleBasedStateMachine):
    """`world`, and `instants`, of which the last is now by the one clock, are put on the class by the test."""

    def __init__(self):
        super().__init__()
        self.now = FRIDAY
        self.paper, self.versions = Paper(self.world.first), {}
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def wait(self, gap):
        self.now += timedelta(seconds=gap, microseconds=gap % 7)
        self.instants[:] = [self.now]

    def chosen(self, number, live=True):
        """A ticket that is live, or one that is resolved."""
        status = {pk for pk, one in self.paper.tickets.items() if (one.is_live if live else one.status == "resolved")}
        pks = sorted(status)
        if not pks:
            return None, None
        pk = pks[number % len(pks)]
        return Ticket.objects.get(pk=pk), self.paper.tickets[pk]

    @precondition(lambda self: len(self.paper.tickets) < 5)
    @rule(gap=GAPS, levels=st.tuples(st.integers(1, 3), st.integers(1, 3)), tier=st.sampled_from(["standard", "gold"]))
    def open(self, gap, levels, tier):
        self.wait(gap)
        world, (impact, urgency) = self.world, levels
        world.rob.organisation.tier = tier
        about = {"type": world.types["incident"], "channel": "phone", "impact": impact, "urgency": urgency}
        queue = world.queues["service-desk"]
        ticket = open_ticket(queue, by=world.by, requester=world.rob, title="It blinks", body="Red.", **about)
        known = PaperTicket(ticket.priority_suggested, "incident", "service-desk", tier)
        self.paper.open(ticket.pk, known, self.now)
        self.compare()

    @rule(gap=GAPS, number=ONE, priority=st.integers(1, 4))
    def weigh(self, gap, number, priority):
        ticket, known = self.chosen(number)
        if ticket is None:
            return
        self.wait(gap)
        said = {"impact": 2, "urgency": 2, "priority": priority, "rationale": "So it is."}
        if known.status == "new":
            triage(ticket, by=self.world.by, seen=ticket.version, category=self.world.category, **said)
            self.paper.triage(known, priority, self.now)
        else:
            prioritise(ticket, by=self.world.by, seen=ticket.version, **said)
            self.paper.change(known, self.now, priority=priority)
        self.compare()

    @rule(gap=GAPS, number=ONE, action=st.sampled_from([*WAITS, "start"]))
    def move(self, gap, number, action):
        ticket, known = self.chosen(number)
        status, reason = WAITS.get(action, ("in_progress", ""))
        if ticket is None or known.status == "new" or (action == "start" and known.status == "in_progress"):
            return
        self.wait(gap)
        until = self.now + timedelta(days=2) if reason else None
        said = {"waiting_reason": reason, "until": until}
        move(ticket, by=self.world.by, seen=ticket.version, action=action, **said)
        self.paper.move(known, status, reason, self.now)
        self.compare()

    @rule(gap=GAPS, number=ONE, who=st.sampled_from(["desk", "requester"]))
    def say(self, gap, number, who):
        ticket, known = self.chosen(number)
        if ticket is None:
            return
        self.wait(gap)
        if who == "desk":
            reply(ticket, by=self.world.by, body="We look at it.")
            self.paper.answer(known, self.now)
        else:
            reply(ticket, by=self.world.asks, body="It still blinks.")
            self.paper.ask(known, self.now)
        self.compare()

    @rule(gap=GAPS, number=ONE, what=st.sampled_from(["incident", "question", "network", "service-desk"]))
    def sort(self, gap, number, what):
        ticket, known = self.chosen(number)
        if ticket is None or what in (known.type, known.queue):
            return
        self.wait(gap)
        if what in self.world.types:
            classify(ticket, by=self.world.by, seen=ticket.version, type=self.world.types[what])
            self.paper.change(known, self.now, type=what)
        else:
            said = {"queue": self.world.queues[what], "reason": "Theirs."}
            transfer(ticket, by=self.world.by, seen=ticket.version, **said)
            self.paper.change(known, self.now, queue=what)
        self.compare()

    @rule(gap=GAPS, number=ONE)
    def end(self, gap, number):
        ticket, known = self.chosen(number)
        if ticket is None or known.status == "new":
            return
        self.wait(gap)
        resolve(ticket, by=self.world.by, seen=ticket.version, **RESOLVED)
        self.paper.resolve(known, self.now)
        self.compare()

    @rule(gap=GAPS, number=ONE)
    def take_up(self, gap, number):
        ticket, known = self.chosen(number, live=False)
        if ticket is None:
            return
        self.wait(gap)
        reopen(ticket, by=self.world.by, reason="not_fixed")
        self.paper.reopen(known, self.now)
        self.compare()

    @rule(gap=GAPS, first=ONE, second=ONE)
    def join(self, gap, first, second):
        survivor, _ = self.chosen(first)
        ticket, other = self.chosen(second)
        if survivor is None or survivor == ticket:
            return
        self.wait(gap)
        self.carry_out(merge(survivor, by=self.world.by, tickets=Ticket.objects.filter(pk=ticket.pk)))
        self.paper.merge(other, self.now)
        self.compare()

    @precondition(lambda self: any(one.merged for one in self.paper.tickets.values()))
    @rule(gap=GAPS, number=ONE)
    def part(self, gap, number):
        self.wait(gap)
        merged = sorted(pk for pk, one in self.paper.tickets.items() if one.merged)
        pk = merged[number % len(merged)]
        joined = Operation.objects.filter(kind="merge", items__ticket=pk).latest("pk")
        if joined.expires_at <= self.now:
            return
        self.carry_out(undo(joined, by=self.world.by))
        self.paper.unmerge(self.paper.tickets[pk], self.now)
        self.compare()

    def carry_out(self, operation):
        start(operation, by=self.world.by)
        while carry_out(operation, by=system("clock")):
            pass
        operation.refresh_from_db()
        assert (operation.refused, operation.skipped) == (0, 0)

    @rule(gap=GAPS, which=st.sampled_from(POLICIES), percent=st.sampled_from([10, 50, 100, 130, 400]))
    def publish(self, gap, which, percent):
        """The next version of a policy. What runs keeps its own until something about its ticket changes."""
        self.wait(gap)
        key, conditions, position, hours, seconds = which
        number = self.versions[key] = self.versions.get(key, 1) + 1
        lengths = tuple(length and length * percent // 100 for length in seconds)
        version = self.world.published(key, conditions, position, hours, lengths, version=number, at=self.now)
        self.paper.publish(version)

    @rule(gap=GAPS)
    def sweep(self, gap):
        self.wait(gap)
        ring_due(by=system("clock"), now=self.now)
        self.paper.sweep(self.now)
        self.compare()

    def compare(self):
        rows = list(TicketClock.objects.order_by("pk").prefetch_related("moments"))
        for pk, known in self.paper.tickets.items():
            own = [row for row in rows if row.ticket_id == pk]
            standing = {row.goal: row for row in own if row.stopped_at is None}
            assert set(standing) == set(known.open)
            known.stands(self.now)
            if "resolution" in standing:
                shares = Explained(Ticket.objects.get(pk=pk)).shares(standing["resolution"], self.now)
                given = Counter()
                for holder, share in shares.items():
                    given[holder and holder.party.value] += share.counted
                assert +given == known.shares(known.open["resolution"])
            for goal, row in standing.items():
                agree(row, known.open[goal], self.now)
            over = sorted((row for row in own if row.stopped_at), key=lambda row: (row.stopped_at, row.goal))
            ended = sorted(known.over, key=lambda one: (one[1].stopped_at, one[0]))
            for row, (_, promise) in zip(over, ended, strict=True):
                agree(row, promise, self.now)
            due = [promise.due() for promise in known.open.values()]
            assert Ticket.objects.get(pk=pk).due_at == min(filter(None, due), default=None)


def agree(row, promise, now):
    """The row, its ledger and the paper say the same."""
    replayed, pure = ledger.replayed(row), row.pure()
    assert (replayed.since, replayed.stopped_at, replayed.target) == (pure.since, pure.stopped_at, pure.target)
    assert exact(replayed.spent) == exact(pure.spent)
    ended = promise.stopped_at, promise.cancelled, promise.breached_at
    assert (row.stopped_at, row.cancelled, row.breached_at) == ended
    assert exact(pure.elapsed(now)) == promise.elapsed(now)
    if not promise.stopped_at:
        assert row.due_at == promise.due()
    rung = [(one.what, one.share, one.at) for one in row.moments.all() if one.what in ("warned", "breached")]
    assert rung == [one for one in promise.told if one[1]]


@pytest.fixture
def machine(db, tess, rob, service_desk, network, monkeypatch):
    instants = [FRIDAY]
    monkeypatch.setattr(clock, "now", lambda: instants[-1])
    world = World(tess, rob, (service_desk, network))
    return type("DeskAtWork", (Desk,), {"world": world, "instants": instants})


def test_a_desk_at_work_keeps_its_promises_as_on_paper(machine):
    """D1, SLA-03, SLA-06, SLA-10, SLA-11, SLA-16."""
    short = settings(max_examples=15, stateful_step_count=15, derandomize=True, **UNHURRIED)
    run_state_machine_as_test(machine, settings=short)


@pytest.mark.prove
def test_a_desk_at_work_keeps_its_promises_as_on_paper_at_length(machine):
    """D1, SLA-03, SLA-06, SLA-10, SLA-11, SLA-16: the same, 150 desks of forty acts."""
    run_state_machine_as_test(machine, settings=settings(max_examples=150, stateful_step_count=40, **UNHURRIED))
