"""Articles to read and to work on: what stands in a small library."""

import pytest

from kb.articles.actions.draft import draft
from kb.articles.actions.publish import publish
from tests.factories import CategoryFactory
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, said

__all__ = ["api", "browse", "said"]
TEXTS = {
    "symptoms": "The tunnel drops after ten minutes.",
    "environment": "Client 5.2 on any system.",
    "checks": "Look whether the router forgets idle connections.",
    "resolution": "Set the keepalive to 30 seconds.",
    "prevention": "Roll out the profile with keepalive.",
    "escalate_when": "It still drops with keepalive on.",
}
SECRET = "The firewall password lies in the red safe."
INSIDE = f"Restart the client.\n\n:::internal\n{SECRET}\n:::\n\nThen sign in again."


@pytest.fixture
def vpn(db):
    return CategoryFactory(key="vpn", name="VPN")


@pytest.fixture
def drafted(by, vpn, ann):
    """`drafted(…)`: Ann's draft of a troubleshooting guide, complete and filed."""

    def write(kind="troubleshooting", who=ann, title="VPN drops every ten minutes", texts=None, **more):
        given = {"category": vpn} | more
        return draft(kind, by=by(who), title=title, texts=TEXTS if texts is None else texts, **given)

    return write


@pytest.fixture
def published(drafted, by, max):
    """`published(…)`: the same, published by a manager."""

    def write(**given):
        return publish(drafted(**given), by=by(max))

    return write


@pytest.fixture
def public(published):
    """A public guide with one passage that only the desk reads."""
    return published(audience="public", texts=TEXTS | {"resolution": INSIDE})
