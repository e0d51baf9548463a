"""Thirty-two people take the next ticket at the same moment, from the running web processes (T-18)."""

import json
import os
import signal
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.stack.desk import until

PEOPLE = 32
MORE_PROCESSES = 6
CSRF = "c" * 32
HIRE = f"""
import django, json
django.setup()
from django.conf import settings
from django.test import Client
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actions.join_team import join_team
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Organisation, Role, Team
from supportdesk.catalogue.actions.add import add_queue
by, home = system("import"), Organisation.objects.get(name="Northern Railways")
team = Team.objects.get(name="Northern Railways desk")
queue = add_queue(team, by=by, key="rush", name="Rush", organisation=home)
crowd = []
for number in range({PEOPLE}):
    address = f"crowd{{number}}@northern.trial.example"
    person = invite(home, by=by, email=address, name=f"Crowd {{number}}", roles=[Role.AN])
    join_team(team, by=by, person=person)
    browser = Client()
    browser.force_login(person)
    scopes = ["tickets:read", "tickets:write", "catalogue:read"]
    token = issue_token(person, by=by, name="Crowd", scopes=scopes)[1]
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    crowd.append({{"name": person.name, "token": token, "cookie": [settings.SESSION_COOKIE_NAME, session]}})
print(json.dumps({{"queue": queue.pk, "crowd": crowd}}))
"""


@pytest.fixture(scope="module")
def rush(desk):
    """A queue of their own, and thirty-two analysts with a token and a session each."""
    return json.loads(desk.run([sys.executable, "-c", HIRE]).stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def many_processes(desk):
    """More web processes than the usual two, as on a larger machine."""
    master = desk.pid("web")
    usual = len(children(master))
    for number in range(1, MORE_PROCESSES + 1):
        os.kill(master, signal.SIGTTIN)  # one by one: signals that are still pending do not add up
        until(lambda number=number: len(children(master)) >= usual + number)
    yield
    for number in reversed(range(MORE_PROCESSES)):
        os.kill(master, signal.SIGTTOU)
        until(lambda number=number: len(children(master)) <= usual + number)


def children(process):
    with open(f"/proc/{process}/task/{process}/children") as told:
        return told.read().split()


def by_rest(desk, rush, person):
    headers = {"Authorization": f"Bearer {person['token']}"}
    client = httpx2.Client(base_url=desk.url, headers=headers, timeout=60)

    def take():
        answer = client.post(f"/api/v1/queues/{rush['queue']}/next", json={})
        return answer.status_code, answer.json().get("id")

    return take


def by_page(desk, rush, person):
    name, session = person["cookie"]
    headers = {"X-CSRFToken": CSRF, "Cookie": f"{name}={session}; csrftoken={CSRF}"}
    client = httpx2.Client(base_url=desk.url, headers=headers, timeout=60)

    def take():
        answer = client.post("/tickets/take-next", data={"queue": rush["queue"]})
        there = answer.headers.get("Location", "")
        return answer.status_code, int(there.rpartition("/")[2]) if answer.status_code == 302 else None

    return take


def all_at_once(ways):
    """Everybody begins at the same moment; the answers in order."""
    gate = threading.Barrier(len(ways))

    def one(take):
        gate.wait(timeout=60)
        return take()

    with ThreadPoolExecutor(len(ways)) as pool:
        return list(pool.map(one, ways))


@pytest.mark.parametrize(("way", "taken"), [(by_rest, 200), (by_page, 302)])
@pytest.mark.parametrize("waiting", [PEOPLE, pytest.param(20, marks=pytest.mark.prove), PEOPLE - 1])
def test_no_two_of_them_get_the_same_one(desk, rush, many_processes, way, taken, waiting):
    """T-18: each ticket is taken once, whoever comes too late is told so, and nothing breaks."""
    ann, rob = desk.api("ann"), desk.person("rob")["email"]
    filed = {ann.open(f"Signal {number}", queue="rush", requester=rob)["id"] for number in range(waiting)}
    ways = [way(desk, rush, person) for person in rush["crowd"]]
    answers = all_at_once(ways)
    late = Counter({409: PEOPLE - waiting}) if waiting < PEOPLE else Counter()
    assert Counter(status for status, _ in answers) == Counter({taken: waiting}) + late
    got = [ticket for _, ticket in answers if ticket]
    assert len(got) == len(set(got))
    assert set(got) == filed
    for person, (_, ticket) in zip(rush["crowd"], answers, strict=True):
        if ticket:
            assert ann.get(f"tickets/{ticket}")["owner"]["name"] == person["name"]
            told = [event["kind"] for event in ann.get(f"tickets/{ticket}/events")["results"]]
            assert told.count("ticket.assigned") == 1
