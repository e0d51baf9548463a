"""How many statements an action takes, its savepoint or transaction included: a number that grows is noticed here."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.catalogue.models import Queue
from tickets.desk.actions.assign import assign, take_next
from tickets.desk.actions.moves import move
from tickets.desk.actions.note import note
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def statements(by):
    """`statements(say, person, ticket)`: by a person and on a ticket as a request finds them, nothing read before."""

    def count(say, person, ticket=None):
        fresh = ticket and Ticket.objects.get(pk=ticket.pk)
        actor = by(Person.objects.select_related("organisation").get(pk=person.pk))
        with CaptureQueriesContext(connection) as captured:
            say(actor, fresh)
        return len(captured)

    return count


def test_opening(statements, opened, rob, service_desk, incident):
    opened()
    queue = Queue.objects.get(pk=service_desk.pk)
    words = {"title": "-", "body": "-", "type": incident, "channel": "portal"}
    assert statements(lambda by, _: open_ticket(queue, by=by, requester=by.person, **words), rob) <= 10


def test_answering(statements, owned, ann, rob):
    def say(by, ticket):
        reply(ticket, by=by, body="I look at it.")

    assert statements(say, ann, owned) <= 14
    assert statements(say, ann, owned) <= 14
    assert statements(say, rob, owned) <= 9


def test_the_rest(statements, triaged, owned, ann, resolution, opened, service_desk):
    until = clock.now() + timedelta(days=1)
    wait = {"action": "wait_vendor", "waiting_reason": "vendor", "until": until}
    assert statements(lambda by, one: note(one, by=by, body="Fuse."), ann, owned) <= 8
    assert statements(lambda by, one: assign(one, by=by, seen=one.version, to=None), ann, owned) <= 10
    assert statements(lambda by, one: move(one, by=by, seen=one.version, **wait), ann, owned) <= 9
    assert statements(lambda by, one: resolve(one, by=by, seen=one.version, **resolution), ann, owned) <= 12
    opened()
    queue = Queue.objects.get(pk=service_desk.pk)
    assert statements(lambda by, _: take_next(queue, by=by), ann) <= 11
