"""A real browser before the real pages: web in a thread, the live stream on a uvicorn of its own, one database."""

import contextlib
import os
import socket
import threading
import time

import pytest
import uvicorn
from axe_playwright_python.base import AXE_SCRIPT
from django.apps import apps
from django.test import Client
from playwright.sync_api import expect

from incidents.response.actions.look import look_next
from supportdesk import live
from supportdesk.accounts.actor import system
from supportdesk.asgi import application
from supportdesk.catalogue import presets as catalogue
from supportdesk.events import relay
from tests.browser.hand import Hand
from tests.factories import ComponentFactory
from tickets.sla import presets

PATIENCE = 20_000  # milliseconds: what a busy machine may take
expect.set_options(timeout=PATIENCE)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in this thread


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def stream(settings, live_server):
    """The live stream beside the pages, as in production on an address of its own."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    settings.SITE_URL = live_server.url
    settings.LIVE_URL = f"http://127.0.0.1:{listener.getsockname()[1]}"
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives | {"connect-src": ["'self'", settings.LIVE_URL]}}
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield settings.LIVE_URL
    server.should_exit = True
    thread.join()
    live.hub.listeners.clear()


@pytest.fixture(autouse=True)
def promises(transactional_db):
    """A test before this one emptied the database, the promises that a migration made included."""
    presets.install()


@pytest.fixture
def at(chromium, live_server, settings, stream, transactional_db):
    """`at(ann)`: Ann's page, signed in already. Any error in its console fails the test."""
    with contextlib.ExitStack() as contexts:
        faults = []

        def sign_in(person, **options):
            signed = Client()
            signed.force_login(person)
            context = contexts.enter_context(chromium.new_context(base_url=live_server.url, **options))
            cookie = signed.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto("/tickets/")
            return page

        sign_in.faults = faults
        yield sign_in
        expected = ("status of 404", "status of 409", "status of 412", "status of 422", "status of 403")
        assert [fault for fault in faults if not any(words in fault for words in expected)] == []


@pytest.fixture
def tell():
    """Tell what happened, as the relay in the worker does."""

    def run():
        for lane in ("people", "figures"):
            while relay.run(lane):
                pass

    return run


@pytest.fixture
def vpn(transactional_db):
    return ComponentFactory(key="vpn-gateway", name="VPN gateway")


@pytest.fixture
def five(vpn, opened, tell):
    """As many similar tickets of Rob's as raise a suspicion, looked at by the worker."""
    tickets = [opened(title=f"VPN drops ({number})", component=vpn) for number in range(5)]
    tell()
    while look_next(by=system("rule")):
        pass
    tell()
    return tickets


@pytest.fixture
def axe():
    """`axe(page)`: what axe finds on it, in words; nothing is right. `axe(page, only=[…])`: by these rules alone."""

    def look(page, *, only=None):
        options = {"resultTypes": ["violations"]} | ({"runOnly": only} if only else {})
        if page.evaluate("!('axe' in window)"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(options)", options)["violations"]
        return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]

    return look


@pytest.fixture
def hand(chromium, live_server, transactional_db):
    catalogue.install(apps)
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield Hand(page)
    context.close()
    expected = ("/live/", "ERR_CONNECTION", "status of 422")
    assert [fault for fault in faults if not any(words in fault for words in expected)] == []
