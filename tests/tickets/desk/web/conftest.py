"""People at their browsers, with and without script."""

import pytest
from django.test import Client


class Browser(Client):
    """A signed-in browser: `get` and `post` without script, `fetch` and `send` as htmx does."""

    script = {"HX-Request": "true"}

    def fetch(self, path, **headers):
        return self.get(path, headers=self.script | headers)

    def send(self, path, data=None):
        return self.post(path, data or {}, headers=self.script)


@pytest.fixture
def browse():
    def sign_in(person):
        browser = Browser()
        browser.force_login(person)
        return browser

    return sign_in


@pytest.fixture
def said():
    """`said(response)`: its text."""
    return lambda response: response.content.decode()


@pytest.fixture
def page():
    """`page(ticket, "replies")`: an address on the ticket."""
    return lambda ticket, *rest: "/".join(("/tickets", str(ticket.pk), *rest))
