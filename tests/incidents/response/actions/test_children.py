"""No child is left untold, whatever happens in whichever order (INC-04, INC-19)."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .walking import ACTS, World, account

pytestmark = pytest.mark.django_db
WALK = st.lists(st.sampled_from(ACTS), min_size=6, max_size=16)
BEGUN = st.integers(0, 8)  # so far it had come when the walk begins


def walk(begun, acts, world):
    """Three tickets of two requesters belong to it from the start."""
    for act in ["link", "link", "link", "work", *["forward"] * begun, *acts]:
        getattr(world, act)()
        world.incident.refresh_from_db()
        assert world.incident.state != "closed" or not world.incident.links.untold().exists()
    world.push()
    world.carry()
    account(world)


@pytest.fixture
def world(suspected, lead, step, joined, by, ian, ann, sam, rob, sue, clockwork, printing):
    """`world()`: one more incident, of no severity that asks for a review."""
    people = (ian, ann, sam, (rob, sue), clockwork)
    return lambda: World(suspected(severity=3), (lead, step, joined, by), people, printing)


@settings(max_examples=7, deadline=None, suppress_health_check=list(HealthCheck))
@example(7, ["merge", "settle", "carry", "update", "push"])  # what cannot be told is held, in words
@example(2, ["otherwise"])
@example(7, ["otherwise", "settle", "carry"])  # the end is said before what was verified has come down
@given(BEGUN, WALK)
def test_no_child_is_left_untold(world, begun, acts):
    """INC-04, INC-19: tickets come, go, are worked on, merged and reopened while the incident moves; each hears once of
    each move and update and of the end, or says why not where its lead looks, and is offered what was approved."""
    walk(begun, acts, world())


@pytest.mark.prove
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(BEGUN, WALK)
def test_no_child_is_left_untold_at_length(world, begun, acts):
    walk(begun, acts, world())
