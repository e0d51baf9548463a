"""Doors to incidents: the API, a browser, and what the machine does behind them."""

import pytest

from incidents.response.actions.look import look_next
from incidents.response.actions.push import push_next
from supportdesk.accounts.actor import system
from supportdesk.events import relay
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, said

__all__ = ["api", "browse", "said"]


@pytest.fixture
def behind(db):
    """`behind()`: what the relay and the workers do, until nothing is left."""

    def go():
        while (
            relay.drain("people") + relay.drain("figures")
            or look_next(by=system("rule"))
            or push_next(by=system("clock"))
        ):
            pass

    return go
