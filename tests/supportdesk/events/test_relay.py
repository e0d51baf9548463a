"""Once, in order, and nobody holds up the rest."""

import random
import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from supportdesk.events import relay
from supportdesk.events.models import Event
from supportdesk.events.outbox import Lane, Outbox
from tests.supportdesk.events import listeners

HERE = listeners.__name__


@pytest.fixture
def told(settings):
    """What a listener of the people's lane was told, batch by batch."""
    batches = []
    listeners.hear = lambda events: batches.append([event.pk for event in events])
    settings.EVENT_SUBSCRIBERS = {"people": [f"{HERE}.hear"], "figures": []}
    return batches


@pytest.fixture
def choking(settings, heard):
    """A lane whose first listener writes down and whose second chokes on ticket 3."""
    listeners.ASIDE = {3}
    settings.EVENT_SUBSCRIBERS = {
        "people": [f"{HERE}.write_down", f"{HERE}.choke"],
        "figures": [],
    }
    yield heard
    listeners.ASIDE = set()


def owed(lane):
    return Outbox.objects.filter(lane=lane).count()


@pytest.mark.django_db
def test_events_are_told_once_in_order_in_batches(told, tell):
    ids = tell(*range(250))
    assert [relay.run("people") for _ in range(4)] == [100, 100, 50, 0]
    assert told == [ids[:100], ids[100:200], ids[200:]]


@pytest.mark.django_db
def test_a_lane_is_told_without_the_other(told, tell):
    tell(1, 2)
    relay.drain("people")
    assert (owed("people"), owed("figures")) == (0, 2)


@pytest.mark.django_db
def test_a_lane_without_listeners_empties_all_the_same(told, tell):
    tell(1)
    assert relay.drain("figures") == 1
    assert owed("figures") == 0


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 100])
def test_a_batch_costs_four_statements_and_two_savepoints_whatever_its_size(
    size, told, tell, django_assert_num_queries
):
    tell(*range(size))
    with django_assert_num_queries(4 + 2 * 2):
        relay.run("people")


@pytest.mark.django_db(transaction=True)
def test_an_event_that_chokes_a_listener_is_set_aside_with_the_reason(choking, tell):
    ids = tell(1, 2, 3, 4, 5)
    relay.drain("people")

    assert choking() == [(ids[0], 1), (ids[1], 2), (ids[3], 4), (ids[4], 5)]
    aside = Outbox.objects.failed().get()
    assert aside.event_id == ids[2]
    assert aside.failed_at is not None
    assert "ticket 3 disagrees with me" in aside.error
    assert "Traceback" in aside.error


@pytest.mark.django_db(transaction=True)
def test_what_was_set_aside_does_not_come_up_again_by_itself(choking, tell):
    tell(3)
    relay.drain("people")
    assert relay.run("people") == 0
    assert choking() == []


@pytest.mark.django_db(transaction=True)
def test_what_was_set_aside_is_told_once_the_reason_is_mended(choking, tell):
    (event_id,) = tell(3)
    relay.drain("people")
    listeners.ASIDE = set()

    assert relay.tell_again() == 1
    relay.drain("people")
    assert choking() == [(event_id, 3)]
    assert owed("people") == 0


@pytest.mark.django_db(transaction=True)
def test_the_operator_tells_again_by_command(choking, tell, capsys):
    tell(3)
    relay.drain("people")
    listeners.ASIDE = set()

    call_command("tell_again")
    assert "1 event" in capsys.readouterr().out
    assert relay.drain("people") == 1


def test_every_subscriber_of_the_product_exists(settings):
    for lane in Lane.values:
        assert all(callable(one) for one in relay.subscribers(lane))
    assert set(settings.EVENT_SUBSCRIBERS) == set(Lane.values)


@pytest.mark.django_db(transaction=True)
def test_an_event_committed_late_is_not_skipped(told, tell):
    late = threading.Event()
    drawn = threading.Event()

    def slow():
        with transaction.atomic():
            tell(1)
            drawn.set()
            late.wait()
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    drawn.wait()
    (second,) = tell(2)
    relay.drain("people")
    late.set()
    thread.join()
    relay.drain("people")

    assert told == [[second], [second - 1]]


@pytest.mark.django_db(transaction=True)
def test_four_relays_at_once_tell_a_thousand_events_once_and_in_order(settings, heard, tell):
    settings.EVENT_SUBSCRIBERS = {"people": [f"{HERE}.write_down"], "figures": []}
    busy = threading.Event()

    def desk(ticket):
        for _ in range(125):
            with transaction.atomic():
                tell(ticket)
                time.sleep(random.random() / 500)
        connection.close()

    def relaying():
        while not busy.is_set() or owed("people"):
            relay.run("people", limit=20)
        connection.close()

    desks = [threading.Thread(target=desk, args=[ticket]) for ticket in range(8)]
    relays = [threading.Thread(target=relaying) for _ in range(4)]
    for thread in desks + relays:
        thread.start()
    for thread in desks:
        thread.join()
    busy.set()
    for thread in relays:
        thread.join()

    rows = heard()
    assert sorted(event for event, _ in rows) == sorted(Event.objects.values_list("pk", flat=True))
    assert len(rows) == 1000
    for ticket in range(8):
        history = [event for event, subject in rows if subject == ticket]
        assert history == sorted(history)
