"""What the tables of all actions are said with."""

from types import SimpleNamespace

import pytest

from tickets.desk.actions.except_clock import except_clock
from tickets.desk.actions.note import note
from tickets.desk.actions.override_due import override_due

from .calls import apart, by_hand


@pytest.fixture
def scene(printing, network, sam, resolution, opened):
    other = opened(title="The other one")
    return SimpleNamespace(printing=printing, network=network, sam=sam, resolution=resolution, other=other)


@pytest.fixture
def noted(ticket, by, ann):
    """Rob's new ticket, with a note of Ann's on it."""
    note(ticket, by=by(ann), body="It is the fuse.")
    return ticket


@pytest.fixture
def excepted(owned, by, max):
    """Ann's ticket, whose resolution Max has excepted."""
    except_clock(owned, by=by(max), seen=owned.version, **apart())
    return owned


@pytest.fixture
def overridden(owned, by, max):
    """Ann's ticket, whose resolution Max has set by hand."""
    override_due(owned, by=by(max), seen=owned.version, **by_hand())
    return owned
