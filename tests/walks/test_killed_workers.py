"""A P1 with targets of seconds warns and breaches through a real worker and a real beat, which die meanwhile."""

from collections import Counter

import pytest

from supportdesk import clock
from supportdesk.events.models import Event
from supportdesk.events.outbox import Outbox
from supportdesk.outbound.models import Notification
from tickets.desk.actions.assign import assign
from tickets.desk.actions.open import open_ticket
from tickets.desk.models import TicketClock
from tickets.sla.models import Calendar, Policy, Target

SECONDS = {"first_response": 8, "resolution": 12}


@pytest.fixture
def hasty_p1(desk):
    """The second version of the P1 policy: seconds instead of hours. The first stays as it was."""
    hours = Calendar.objects.get(key="around-the-clock", version=1)
    first = Policy.objects.get(key="p1", version=1)
    policy = Policy(key="p1", version=2, name="P1", position=first.position, priority=1, effective_from=clock.now())
    policy.save()
    for goal, seconds in SECONDS.items():
        Target(policy=policy, goal=goal, seconds=seconds, calendar=hours).save()
    return policy


@pytest.fixture
def burning(hasty_p1, by, rob, ann, service_desk, incident):
    """Rob's P1, which Ann owns."""

    def opened():
        words = {"title": "Nothing prints", "body": "All floors.", "type": incident, "channel": "phone"}
        ticket = open_ticket(service_desk, by=by(rob), requester=rob, impact=1, urgency=1, **words)
        return assign(ticket, by=by(ann), seen=ticket.version, to=ann)

    return opened


def rung():
    """How often each level of each goal was told."""
    events = Event.objects.filter(kind__in=["sla.warned", "sla.breached"])
    return Counter((event.data["goal"], event.data["share"]) for event in events)


@pytest.mark.services
@pytest.mark.parametrize("beat", ["quick beat", pytest.param("beat", marks=pytest.mark.prove)])
def test_it_warns_and_breaches_once_each_though_the_worker_dies_twice(
    beat, process, kill, until, burning, ann, tess, max
):
    """SLA-06: the sweep is idempotent: a worker killed in the middle of it changes nothing that people hear.

    SLA-07: half of the time tells the owner, three quarters the lead too, nine tenths the manager too, each once.
    """
    process(beat)
    worker = process("worker")
    ticket = burning()
    until(lambda: rung()["first_response", 50] > 0, 60, "the first warning")
    kill(worker)
    worker = process("worker")
    until(lambda: rung()["first_response", 100] > 0, 60, "the first breach")
    kill(worker)
    process("worker")
    until(lambda: rung()["resolution", 100] > 0 and not Outbox.objects.exists(), 60, "the last breach")

    assert rung() == {(goal, share): 1 for goal in SECONDS for share in (50, 75, 90, 100)}
    for one in TicketClock.objects.filter(ticket=ticket, goal__in=SECONDS):
        assert (one.breached_at - one.started_at).total_seconds() == SECONDS[one.goal]
    heard = Counter(Notification.objects.filter(kind__startswith="sla.").values_list("person", flat=True))
    goals = len(SECONDS)
    assert heard == {ann.pk: 4 * goals, tess.pk: 3 * goals, max.pk: 2 * goals}
    told_to_the_manager = Notification.objects.filter(person=max).values_list("text", flat=True)
    assert {text.split(": ")[0] for text in told_to_the_manager} == {ticket.reference}
