"""What the tables of all actions are said with."""

from types import SimpleNamespace

import pytest

from tickets.desk.actions.note import note


@pytest.fixture
def scene(printing, network, sam, resolution, opened):
    other = opened(title="The other one")
    return SimpleNamespace(printing=printing, network=network, sam=sam, resolution=resolution, other=other)


@pytest.fixture
def noted(ticket, by, ann):
    """Rob's new ticket, with a note of Ann's on it."""
    note(ticket, by=by(ann), body="It is the fuse.")
    return ticket
