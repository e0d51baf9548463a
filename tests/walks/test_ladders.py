"""Ladders through a real worker and a real beat: nothing early, nothing twice, nothing lost, whoever dies meanwhile and
whatever time the worker believes it is."""

from collections import Counter
from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.events.models import Event
from supportdesk.events.outbox import Outbox
from supportdesk.outbound.models import Notification
from tickets.breaches.models import BreachReason, CreditReview, LadderAct
from tickets.desk.actions.assign import assign
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.triage import triage
from tickets.sla.models import Calendar, Policy, Target

pytestmark = pytest.mark.services
LATEST = timedelta(seconds=30)
STEPS = [
    {"percent": 40, "actions": ["tell:owner"]},
    {"percent": 80, "actions": ["tell:owner", "tell:lead"]},
    {"percent": 100, "actions": ["tell:owner", "tell:lead", "tell:manager", "ask_reason", "assign:nobody"]},
    {"percent": 125, "actions": ["tell:lead"]},
    {"percent": 200, "actions": ["tell:manager", "transfer:network"]},
]
TOLD = {(40, "Ann"): 1, (80, "Ann"): 1, (80, "Tess"): 1, (100, "Ann"): 1, (100, "Tess"): 1, (100, "Max"): 1}
TOLD |= {(125, "Tess"): 1, (200, "Max"): 1}


@pytest.fixture
def seconds(desk):
    """`seconds(8)`: from now on P3 promises a resolution within so many seconds, with a ladder that goes on after."""

    def publish(target, *, tells=STEPS):
        hours = Calendar.objects.get(key="around-the-clock", version=1)
        first = Policy.objects.get(key="p3", version=1)
        about = {"name": "P3", "position": first.position, "priority": 3, "effective_from": clock.now()}
        policy = Policy(key="p3", version=2, steps=tells, **about)
        policy.save()
        Target(policy=policy, goal="resolution", seconds=target, calendar=hours).save()
        return policy

    return publish


@pytest.fixture
def running(by, rob, ann, service_desk, incident, printing):
    """`running()`: Rob's P3, which Ann owns."""

    def opened():
        words = {"title": "Nothing prints", "body": "All floors.", "type": incident, "channel": "phone"}
        ticket = open_ticket(service_desk, by=by(rob), requester=rob, **words)
        triage(ticket, by=by(ann), seen=ticket.version, impact=2, urgency=2, category=printing)
        return assign(ticket, by=by(ann), seen=ticket.version, to=ann)

    return opened


def levels(**more):
    return Event.objects.filter(kind__in=["sla.warned", "sla.breached"], **more)


def heard(ticket):
    shares = dict(levels(subject_id=ticket.pk).values_list("pk", "data__share"))
    rows = Notification.objects.filter(event_id__in=shares).values_list("event_id", "person__name")
    return Counter((shares[event], name) for event, name in rows)


def settled():
    return not Outbox.objects.exists() and not LadderAct.objects.filter(due_at__isnull=False).exists()


@pytest.mark.parametrize("beat", ["quick beat", pytest.param("beat", marks=pytest.mark.prove)])
def test_each_level_and_each_act_once_though_the_worker_dies(
    beat, seconds, running, process, kill, until, network, acme, ann, tess, max
):
    """SLA-07: thresholds before and after the due time tell whom the ladder names, each once per clock.

    SLA-15: a gold contract breach makes one review item, though the worker was killed after it rang.
    """
    acme.tier = "gold"
    acme.save()
    seconds(10)
    ticket = running()
    process(beat)
    for share in (40, 100, 200):
        worker = process("worker")
        until(lambda share=share: levels(data__share=share).exists(), 60, f"{share} %")
        kill(worker)
    process("worker")
    until(lambda: sum(heard(ticket).values()) == len(TOLD) and settled(), 60, "the last notice")

    assert heard(ticket) == TOLD
    running_clock = ticket.clocks.get(goal="resolution")
    for event in levels():
        assert (event.at - running_clock.started_at).total_seconds() == event.data["share"] / 10
        assert event.recorded_at >= event.at
    acts = Counter(LadderAct.objects.values_list("percent", "action", "outcome"))
    wanted = [(100, "ask_reason"), (100, "assign:nobody"), (100, "review_credit"), (200, "transfer:network")]
    assert acts == {(*act, "done"): 1 for act in wanted}
    ticket.refresh_from_db()
    assert (ticket.owner, ticket.queue) == (None, network)
    assert BreachReason.objects.get().clock == running_clock
    review = CreditReview.objects.get()
    assert (review.clock, review.ticket) == (running_clock, ticket)
    done = Counter(Event.objects.filter(subject_id=ticket.pk, via="clock").values_list("kind", flat=True))
    assert (done["ticket.assigned"], done["ticket.transferred"], done["sla.reason_asked"]) == (1, 1, 1)


@pytest.mark.parametrize("wrong", [300, pytest.param(-300, marks=pytest.mark.prove)], ids=["ahead", "behind"])
def test_a_worker_with_a_wrong_clock_is_never_early_and_hardly_late(
    wrong, seconds, running, process, until, network, ann, tess, max
):
    """SLA-06: the database's clock is the one clock: a worker that is five minutes wrong rings at the very instants,
    nothing before it is due and everything within half a minute, once.
    """
    seconds(8)
    tickets = [running() for _ in range(5)]
    process("worker with a wrong clock", WRONG_BY=str(wrong))
    process("quick beat")
    late = {}

    def all_heard():
        rows = Notification.objects.filter(kind__in=["sla.warned", "sla.breached"]).exclude(pk__in=late)
        found, now = list(rows.values_list("pk", "event_id")), clock.now()
        at = dict(levels(pk__in=[event for _, event in found]).values_list("pk", "at"))
        late.update({pk: now - at[event] for pk, event in found})
        return len(late) == len(TOLD) * len(tickets) and settled()

    until(all_heard, 60, "the last notice")
    assert all(heard(ticket) == TOLD for ticket in tickets)
    assert min(late.values()) > timedelta(0)
    assert max_of(late.values()) < LATEST
    for event in levels():
        started = next(one for one in tickets if one.pk == event.subject_id).clocks.get(goal="resolution").started_at
        assert (event.at - started).total_seconds() == event.data["share"] * 8 / 100


def max_of(spans):
    """The fixture `max` is a manager."""
    return sorted(spans)[-1]
