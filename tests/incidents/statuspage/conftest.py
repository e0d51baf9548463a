"""A page with two parts, and how a reader without an account sees it."""

import html
import re

import pytest
from django.test import Client

from incidents.statuspage.actions.keep_component import keep_component
from supportdesk.events import relay
from tests.factories import ComponentFactory
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, said

__all__ = ["api", "browse", "said"]


@pytest.fixture
def sign_in_part(by, ian):
    component = ComponentFactory(key="vpn-gateway-03", name="vpn-gateway-03 (rack 7)")
    return keep_component(component, by=by(ian), name="Sign-in", description="Getting in", position=1)


@pytest.fixture
def shop_part(by, ian):
    return keep_component(ComponentFactory(key="shop"), by=by(ian), name="Web shop", position=2)


@pytest.fixture
def everybody():
    """Somebody without an account and without a cookie."""
    return Client()


@pytest.fixture
def reads(everybody):
    """`reads("/status/")`: what such a person reads, once what happened has been told."""

    def read(path="/status/"):
        relay.drain("people")
        answer = everybody.get(path)
        assert answer.status_code == 200, answer.content
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))

    return read
