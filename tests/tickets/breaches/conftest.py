"""Policies with ladders of their own, and tickets whose clocks have come far."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events import relay
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, page, said
from tickets.breaches.actions.climb import climb_next
from tickets.desk.actions.assign import assign
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.triage import triage
from tickets.sla.models import Calendar, Policy, Target

__all__ = ["api", "browse", "page", "said"]
HOUR = 3600


@pytest.fixture
def promised(db):
    """`promised([steps], resolution=3600)`: from yesterday on P3 promises this, around the clock, with this ladder."""

    def publish(steps, key="p3", **seconds):
        hours = Calendar.objects.get(key="around-the-clock", version=1)
        first = Policy.objects.filter(key=key).order_by("version").first()
        latest = Policy.objects.filter(key=key).order_by("version").last().version
        same = {"name": first.name, "position": first.position, "priority": first.priority, "tier": first.tier}
        since = clock.now() - timedelta(days=1)
        policy = Policy(key=key, version=latest + 1, steps=steps, effective_from=since, **same)
        policy.save()
        for goal, length in (seconds or {"resolution": HOUR}).items():
            Target(policy=policy, goal=goal, seconds=length, calendar=hours).save()
        return policy

    return publish


@pytest.fixture
def late(rob, service_desk, incident, printing, by, ann):
    """`late(minutes=50)`: Rob's P3 of that long ago, triaged by Ann and owned by her."""

    def open_one(owner=ann, requester=rob, queue=service_desk, impact=2, **span):
        at = clock.now() - timedelta(**span)
        words = {"title": "Nothing prints", "body": "All floors.", "type": incident, "channel": "phone"}
        ticket = open_ticket(queue, by=system("import"), requester=requester, at=at, impact=impact, urgency=2, **words)
        triage(ticket, by=by(ann), seen=ticket.version, impact=impact, urgency=2, category=printing)
        if owner:
            assign(ticket, by=by(ann), seen=ticket.version, to=owner)
        return ticket

    return open_one


@pytest.fixture
def climbed():
    """`climbed()`: what the worker does: sweep, tell, act, tell; until nothing is left."""

    def work():
        while ring_due(by=system("clock")) or relay.drain("people") or climb_next(by=system("clock")):
            pass

    return work
