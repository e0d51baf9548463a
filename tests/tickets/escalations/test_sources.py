"""What the ticket knows already is in the packet, and nobody types it twice."""

import pytest

from tickets.desk.actions.surround import surround
from tickets.escalations.sources import known

pytestmark = pytest.mark.django_db


def test_where_it_happens_is_in_the_packet(owned, draft, by, ann):
    """T-06, ESC-20: P-06 and P-07; a sandbox is neither production nor staging."""
    surround(owned, by=by(ann), environment="sandbox", version="2.10", os="Debian 12")
    draft.ticket.refresh_from_db()
    found = known(draft)
    parts, source = found["P-06"]
    assert (parts["kind"], parts["system"], source) == (
        "other",
        "Debian 12",
        "the ticket's component, region and surroundings",
    )
    assert found["P-07"][0] == {"version": "2.10"}
