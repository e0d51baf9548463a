import pytest

from tests.factories import TicketTypeFactory
from tests.supportdesk.api.clients import Api


@pytest.fixture
def api(db):
    """`api(ann)`: Ann's client, with a token for everything. `api(ann, scopes=[…])`: for less."""
    return Api


@pytest.fixture
def letter(service_desk):
    """The least that opens a ticket at the service desk."""
    TicketTypeFactory(key="incident")
    return {"title": "VPN drops", "body": "Every ten minutes.", "type": "incident", "queue": "service-desk"}
