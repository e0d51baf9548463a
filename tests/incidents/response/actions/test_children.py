"""No child is left untold, whatever happens in whichever order (INC-04, INC-19)."""

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.response.actions.carry import carry_next
from incidents.response.actions.push import push_next
from incidents.response.actions.settle import settle
from incidents.response.actions.unlink import unlink
from incidents.response.actions.update import write_update
from incidents.response.models import Push
from incidents.response.states import ORDER
from supportdesk.errors import Refused
from tickets.desk.models import Message

pytestmark = pytest.mark.django_db
ACTS = ["link", "unlink", "update", "push", "forward", "back", "settle", "carry", "close"]
WALK = st.lists(st.sampled_from(ACTS), min_size=4, max_size=14)
FINAL = "Printing works again since noon."


class World:
    """One incident, and an own account of which child must have heard what."""

    def __init__(self, incident, lead, step, joined, by, ian, clockwork):
        self.incident, self.lead, self.step, self.joined = incident, lead, step, joined
        self.ian, self.clockwork = by(ian), clockwork
        self.children, self.owed, self.number = [], defaultdict(set), 0
        self.settled = set()

    def link(self):
        if self.incident.is_live and len(self.children) < 4:
            self.children += self.joined(self.incident)

    def unlink(self):
        if self.children and self.incident.is_live:
            gone = self.children.pop(0)
            unlink(self.incident, by=self.ian, ticket=gone, reason="Another fault.")
            self.settled.discard(gone.pk)

    def update(self):
        self.number += 1
        said = {"headline": f"Update {self.number}", "body": "We look into it."}
        if self.tried(write_update, self.incident, by=self.ian, audience="external", **said):
            for one in self.children:
                self.owed[one.pk].add(f"**Update {self.number}**")

    def push(self):
        while push_next(by=self.clockwork):
            pass

    def carry(self):
        while carry_next(by=self.clockwork):
            pass

    def forward(self):
        place = ORDER.index(self.incident.state)
        if self.incident.state not in ("verified", "closed"):
            self.lead(self.incident, ORDER[place + 1])

    def back(self):
        if ORDER.index("investigating") < ORDER.index(self.incident.state) < ORDER.index("review"):
            self.step(self.incident, "back")

    def settle(self):
        if self.tried(settle, self.incident, by=self.ian, message=FINAL):
            self.settled |= {one.pk for one in self.children}

    def close(self):
        if self.incident.state == "verified" and self.tried(self.step, self.incident, "close"):
            assert {one.pk for one in self.children} <= self.settled

    def tried(self, act, *given, **named):
        try:
            act(*given, **named)
        except Refused:
            return False
        return True


def heard(ticket, words):
    return Message.objects.filter(ticket=ticket, body__startswith=words, from_desk=True).count()


def told_elsewhere(ticket, words):
    return Push.objects.filter(ticket=ticket, update__headline=words.strip("*"), outcome=Push.Outcome.NOTED).count()


def walk(acts, world):
    for act in acts:
        getattr(world, act)()
        world.incident.refresh_from_db()
        closed = world.incident.state == "closed"
        assert not (closed and world.incident.links.untold().exists())
    world.push()
    world.carry()
    for ticket, wanted in world.owed.items():
        for words in wanted:
            assert heard(ticket, words) + told_elsewhere(ticket, words) == 1
    for one in world.children:
        assert heard(one, FINAL) == (1 if one.pk in world.settled else 0)


@pytest.fixture
def world(suspected, lead, step, joined, by, ian, clockwork):
    """`world()`: one more incident, of no severity that asks for a review."""
    return lambda: World(suspected(severity=3), lead, step, joined, by, ian, clockwork)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(WALK)
def test_no_child_is_left_untold(world, acts):
    """Every child that belonged to it when something was said has heard it once, on its own ticket or on another of the
    same requester, and none is left without the final message when it is closed."""
    walk(acts, world())


@pytest.mark.prove
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(WALK)
def test_no_child_is_left_untold_at_length(world, acts):
    walk(acts, world())
