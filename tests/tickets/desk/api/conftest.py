import pytest

from tests.supportdesk.api.clients import Api


@pytest.fixture
def api(db):
    """`api(ann)`: Ann's client, with a token for everything. `api(ann, scopes=[…])`: for less."""
    return Api


@pytest.fixture
def letter(incident, service_desk):
    """The least that opens a ticket at the service desk."""
    return {"title": "VPN drops every ten minutes", "body": "Since the update.", "type": "incident",
            "queue": "service-desk"}
