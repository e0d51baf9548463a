"""What Joe asks for: he may not raise Rob's ticket to P1 himself."""

import pytest

from supportdesk.approvals.actions.ask import ask
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval

P1 = {"priority": 1}


@pytest.fixture
def asked(triaged, by, joe):
    """Joe asks to raise Rob's ticket to P1."""
    return ask(triaged, by=by(joe), action="set_high", arguments=P1, reason="The whole floor stands still.")


@pytest.fixture
def granted(asked, by, tess):
    """Joe asked, and Tess said yes."""
    return grant(asked, by=by(tess), comment="Go ahead.")


@pytest.fixture
def state():
    """`state(approval)`: as it stands in the database."""
    return lambda approval: Approval.objects.get(pk=approval.pk).state
