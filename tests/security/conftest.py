"""Attackers and what they are after: one desk, two customers, and a light seat that looks on."""

import json

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from supportdesk.accounts.models import Role
from tests.factories import PersonFactory, QueueFactory, TagFactory, TeamFactory
from tests.supportdesk.api.clients import Api
from tickets.desk.actions.identify import identify
from tickets.desk.actions.link import link
from tickets.desk.actions.note import note
from tickets.desk.actions.prioritise import prioritise

CANARY = "canary-7Q"


@pytest.fixture(autouse=True)
def unhurried(request):
    """Nobody has tried to sign in yet: what one test did is not held against the next."""
    if {"db", "transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        cache.clear()


@pytest.fixture
def api(db):
    return Api


@pytest.fixture
def browser():
    """`browser(rob)`: Rob's signed-in browser; a fault of ours is a 500, as on the real server."""

    def signed_in(person=None, **options):
        client = Client(raise_request_exception=False, **options)
        if person:
            client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def undone():
    """`undone(lambda: …)`: the answer to a request whose traces are taken back."""

    def ask(request):
        with transaction.atomic():
            answer = request()
            transaction.set_rollback(True)
        return answer

    return ask


@pytest.fixture
def globex_team(globex):
    return TeamFactory(name="Globex helpers", organisation=globex)


@pytest.fixture
def globex_queue(globex, globex_team):
    return QueueFactory(key="globex-desk", name="Globex desk", team=globex_team, organisation=globex)


@pytest.fixture
def tom(globex, globex_team):
    """Staff of Globex alone: serves nobody else."""
    return PersonFactory(name="Tom", roles=[Role.AN, Role.TL, Role.OA], organisation=globex, team=globex_team)


@pytest.fixture
def secrets(owned, opened, by, ann, tess):
    """Rob's ticket, with everything on it that Rob must never read."""
    prioritise(owned, by=by(tess), seen=owned.version, impact=1, urgency=1, rationale=f"{CANARY} rationale")
    note(owned, by=by(ann), body=f"{CANARY} note")
    identify(owned, by=by(ann), kind="trace", value=f"{CANARY}-trace")
    owned.tags.add(TagFactory(name=f"{CANARY} tag"))
    link(owned, by=by(ann), kind="bug", reference=f"{CANARY} bug")
    return owned


def problem(response):
    """What an answer of the API says was wrong."""
    return json.loads(response.content)
