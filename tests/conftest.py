"""The people of every test: who they are and where they work.

Ann's team answers first and owns the queues "Service desk" and "Network"; Erin's builds the product and owns
"Engineering". All of them are the provider's own. Rob is a requester of Acme, Sue of Globex: strangers to each other.
"""

import gc

import pytest
from playwright.sync_api import sync_playwright

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Role
from supportdesk.accounts.models.person import system_person
from supportdesk.configuration.values import memory
from supportdesk.events.models import Event
from tests import halves
from tests.chromium import ARGUMENTS, NONE, find
from tests.factories import OrganisationFactory, PersonFactory, QueueFactory, TeamFactory

pytest_plugins = [
    "tests.asked",
    "tests.at_work",
    "tests.attached",
    "tests.emptying",
    "tests.grouping",
    "tests.incidents.responded",
    "tests.lived",
    "tests.mailed",
    "tests.metrics.asked",
    "tests.pristine",
    "tests.things",
    "tests.wording",
]


def pytest_addoption(parser):
    parser.addoption("--write-urls", action="store_true", help="write tests/data/urls.csv anew")
    parser.addoption("--drawn", type=int, default=1500, help="how many requests of the long form each role draws")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browser tests come last: the loop that drives the browser runs on in this thread, and no other may then start."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_deselected(items):
    """What the first half leaves out is what the second comes by."""
    if lost := halves.astray(items):
        raise pytest.UsageError(f"The second half of the suite looks for pytest.mark in files; not in those of {lost}")


@pytest.hookimpl
def pytest_collection_finish():
    """Thousands of collected tests live to the end: looking them over again and again costs a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run."""
    path = find()
    assert path, NONE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def fresh_system_person():
    """A test that empties the database takes the machine's row with it; the next one looks again."""
    system_person.cache_clear()


@pytest.fixture(autouse=True)
def nothing_is_set():
    """Every test begins with the defaults, and needs no statement to know it."""
    memory.keep({})


@pytest.fixture
def acme(db):
    return OrganisationFactory(name="Acme")


@pytest.fixture
def globex(db):
    return OrganisationFactory(name="Globex")


@pytest.fixture
def first_line(db):
    return TeamFactory(name="First line", level=1)


@pytest.fixture
def engineering_team(db):
    return TeamFactory(name="Engineering", level=3)


@pytest.fixture
def service_desk(first_line):
    return QueueFactory(key="service-desk", name="Service desk", team=first_line)


@pytest.fixture
def network(first_line):
    return QueueFactory(key="network", name="Network", team=first_line)


@pytest.fixture
def engineering(engineering_team):
    return QueueFactory(key="engineering", name="Engineering", team=engineering_team)


@pytest.fixture
def joe(first_line):
    return PersonFactory(name="Joe", roles=[Role.JA], team=first_line)


@pytest.fixture
def ann(first_line):
    return PersonFactory(name="Ann", roles=[Role.AN], team=first_line)


@pytest.fixture
def sam(first_line):
    return PersonFactory(name="Sam", roles=[Role.SA], team=first_line)


@pytest.fixture
def tess(first_line):
    return PersonFactory(name="Tess", roles=[Role.TL], team=first_line, team__lead=True)


@pytest.fixture
def max(db):
    return PersonFactory(name="Max", roles=[Role.SM])


@pytest.fixture
def erin(engineering_team):
    return PersonFactory(name="Erin", roles=[Role.ER], team=engineering_team)


@pytest.fixture
def ian(db):
    return PersonFactory(name="Ian", roles=[Role.IC])


@pytest.fixture
def ada(db):
    return PersonFactory(name="Ada", roles=[Role.AU])


@pytest.fixture
def olga(db):
    return PersonFactory(name="Olga", roles=[Role.OA])


@pytest.fixture
def paula(db):
    """A product manager: a light seat."""
    return PersonFactory(name="Paula", roles=[Role.PM])


@pytest.fixture
def rob(acme):
    return PersonFactory(name="Rob", organisation=acme)


@pytest.fixture
def rita(acme):
    """Acme's organisation administrator: sees every request of Acme."""
    return PersonFactory(name="Rita", organisation=acme, organisation_access=True)


@pytest.fixture
def sue(globex):
    return PersonFactory(name="Sue", organisation=globex)


@pytest.fixture
def by():
    """`by(ann)`: Ann at her browser. `by(ann, "api")`: Ann's client."""

    def actor(person, via="browser"):
        return Actor(person, via)

    return actor


@pytest.fixture
def recorded(db):
    """`recorded()`: the events recorded since the last time of asking, oldest first."""
    seen = 0

    def since():
        nonlocal seen
        events = list(Event.objects.filter(pk__gt=seen).order_by("pk"))
        seen = events[-1].pk if events else seen
        return events

    since()
    return since
