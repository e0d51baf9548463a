"""Several workers at once, each with a connection of its own."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person
from supportdesk.accounts.models.person import system_person
from supportdesk.events import relay
from supportdesk.events.models import Event
from tests.factories import PersonFactory
from tickets.automation.actions.run_rules import run_next
from tickets.automation.actions.staffing import set_strategy
from tickets.desk.actions.assign import assign
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.set_limit import set_limit
from tickets.desk.models import Ticket
from tickets.sla import presets

WORKERS = 6
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def promised(transactional_db):
    presets.install()
    system_person()


def at_once(work, number=WORKERS):
    gate = threading.Barrier(number)

    def one(place):
        try:
            gate.wait(timeout=30)
            return work(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_two_tickets_never_get_the_same_turn(first_line, service_desk, rob, incident):
    """D8: six workers give out twenty-four tickets to four people: six each, every one once."""
    people = [PersonFactory(name=f"Analyst {number}", roles=["AN"], team=first_line).pk for number in range(4)]
    set_strategy(service_desk, by=system("import"), kind="round_robin")
    words = {"body": "-", "type": incident, "channel": "portal", "requester": rob}
    for number in range(24):
        open_ticket(service_desk, by=Actor(rob, "browser"), title=f"Job {number}", **words)
    relay.drain("figures")

    def work(_):
        looked = 0
        while run_next(by=system("rule")):
            looked += 1
        return looked

    assert sum(at_once(work)) == 24
    assert Counter(Ticket.objects.values_list("owner", flat=True)) == dict.fromkeys(people, 6)
    assert Event.objects.filter(kind="ticket.assigned").count() == 24


def test_a_limit_holds_when_all_is_taken_at_once(first_line, service_desk, rob, incident):
    ann = PersonFactory(name="Ann", roles=["AN"], team=first_line).pk
    set_limit(service_desk, by=system("import"), most=2, mode="block")
    words = {"body": "-", "type": incident, "channel": "portal", "requester": rob, "title": "Job"}
    tickets = [open_ticket(service_desk, by=Actor(rob, "browser"), **words).pk for _ in range(WORKERS)]

    def take(place):
        ticket, person = Ticket.objects.get(pk=tickets[place]), Person.objects.get(pk=ann)
        try:
            return bool(assign(ticket, by=Actor(person, "browser"), seen=1, to=person))
        except Exception as refusal:
            return type(refusal).__name__

    assert Counter(at_once(take)) == {True: 2, "WrongState": WORKERS - 2}
