import pytest

from tests.supportdesk.api.clients import Api


@pytest.fixture
def api(db):
    """`api(ann)`: Ann's client, with a token for everything. `api(ann, scopes=[…])`: for less."""
    return Api
