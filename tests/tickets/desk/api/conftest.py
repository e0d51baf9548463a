import pytest

from tests.supportdesk.api.clients import Api


@pytest.fixture
def api(db):
    """`api(ann)`: Ann's client, with a token for everything. `api(ann, scopes=[…])`: for less."""
    return Api


@pytest.fixture
def letter(incident, service_desk):
    """The least that opens a ticket at the service desk."""
    return {"title": "VPN drops", "body": "Every ten minutes.", "type": "incident", "queue": "service-desk"}


@pytest.fixture
def tag():
    """`tag(ticket)`: the ETag of the version as it is in the database."""

    def of(ticket):
        ticket.refresh_from_db(fields=["version"])
        return f'"{ticket.version}"'

    return of
