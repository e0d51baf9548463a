"""Real browsers before the real stack. Whatever a page does that it must never do fails the test it did it in."""

import pytest
from playwright.sync_api import expect

from tests.stack.desk import Desk
from tests.stack.watch import Watch

BIG = {"width": 1440, "height": 900}
PATIENCE = 20_000  # milliseconds: what a busy machine may take


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/stack" in str(item.path):
            item.add_marker(pytest.mark.services)


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """Started once for all tests: each opens tickets of its own."""
    made = Desk(tmp_path_factory.mktemp("stack"))
    try:
        yield made.open()
    finally:
        made.close()


@pytest.fixture(scope="session")
def signed_in():
    """The cookies of whoever has signed in before: a password costs a third of a second of CPU."""
    return {}


@pytest.fixture
def watch(desk):
    """What the pages of this test did that they must not."""
    made = Watch([desk.url, desk.live_url])
    yield made
    assert made.faults == []


@pytest.fixture
def browser(chromium, desk, watch):
    """`browser(width=390)`: a page of a browser of its own, with nobody signed in."""
    contexts = []

    def opened(*, width=BIG["width"], height=BIG["height"], **options):
        context = chromium.new_context(base_url=desk.url, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def at(browser, desk, signed_in):
    """`at("ann", "/tickets/")`: Ann's page there, in a browser of its own."""

    def opened(name, path="/tickets/", **options):
        if name not in signed_in:
            page = browser()
            sign_in(page, desk, name)
            page.wait_for_url("**/tickets/**")
            signed_in[name] = {"cookies": page.context.cookies(), "origins": []}
            page.context.close()
        page = browser(storage_state=signed_in[name], **options)
        page.goto(path)
        return page

    return opened


def sign_in(page, desk, name):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(desk.person(name)["email"])
    page.get_by_label("Password").fill(desk.trial["password"])
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture(autouse=True)
def patience():
    expect.set_options(timeout=PATIENCE)


@pytest.fixture
def ticket(desk):
    """`ticket("Printer")`: a new ticket of Rob's, over REST."""

    def opened(title="Nothing prints on the third floor", **more):
        return desk.api("rob").open(title, **more)

    return opened


@pytest.fixture
def owned(desk, ticket):
    """`owned("Printer")`: triaged, and Ann's."""

    def opened(title="Nothing prints on the third floor"):
        made = ticket(title)
        ann, path = desk.api("ann"), f"tickets/{made['id']}"
        ann.do(f"{path}/triage", {"impact": 2, "urgency": 2, "category": "hardware"})
        return ann.do(f"{path}/assignment", {"owner": "me"})

    return opened
