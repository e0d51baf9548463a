import pytest

from tests.tickets.desk.web.conftest import browse, said
from tickets.sla import presets
from tickets.sla.models import Calendar, Draft

__all__ = ["browse", "said"]


@pytest.fixture(autouse=True)
def promises(db):
    presets.install()


@pytest.fixture
def at(client):
    """`at(max, "calendars/", name=…)` posts, `at(max, "calendars/")` reads."""

    def asked(person, page, **given):
        client.force_login(person)
        address = page if page.startswith("/") else f"/administration/{page}"
        return client.post(address, given) if given else client.get(address)

    return asked


@pytest.fixture
def newest():
    """`newest("business-hours")`: its last version."""
    return lambda key: Calendar.objects.filter(key=key).latest("version")


@pytest.fixture
def drafted(at):
    """`drafted(max)`: a draft of the business hours that Max has begun, and its page."""

    def begun(person, key="business-hours"):
        page = at(person, f"calendars/{key}/draft", go="1").headers["Location"]
        return Draft.objects.get(key=key, state="draft"), page

    return begun
