"""T-59: who is on a ticket now."""

import time
from datetime import timedelta

import pytest

from supportdesk import broker, clock, live
from tickets.desk import presence

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(monkeypatch):
    heard = []
    monkeypatch.setattr(live, "say", heard.append)
    return heard


@pytest.fixture
def here(ticket):
    """`here(ann)`: who else is on the ticket, for Ann."""
    broker.broker().client.delete(broker.key(presence.place(ticket.pk)))

    def on(viewer, **later):
        found = presence.present([ticket.pk], now=clock.now() + timedelta(**later), but=viewer)
        return [(one.name, one.state) for one in found.get(ticket.pk, ())]

    return on


def beat(ticket, person, state="viewing", page="one"):
    presence.beat(ticket.pk, person, page=page, state=state, now=clock.now())


def test_everybody_else_is_seen_the_loudest_first(ticket, here, ann, sam, tess):
    beat(ticket, ann, "viewing")
    beat(ticket, sam, "writing")
    assert here(tess) == [("Sam", "writing"), ("Ann", "viewing")]
    assert here(sam) == [("Ann", "viewing")]


def test_a_person_with_two_pages_is_there_once_with_what_is_louder(ticket, here, ann, sam):
    beat(ticket, ann, "away", page="one")
    beat(ticket, ann, "writing", page="two")
    assert here(sam) == [("Ann", "writing")]
    presence.leave(ticket.pk, ann, page="two")
    assert here(sam) == [("Ann", "away")]


@pytest.mark.parametrize(("state", "seconds"), presence.LASTS.items())
def test_whoever_says_nothing_more_is_forgotten(ticket, here, ann, sam, state, seconds):
    beat(ticket, ann, state)
    assert here(sam, seconds=seconds - 5) == [("Ann", state)]
    assert here(sam, seconds=seconds + 5) == []
    assert broker.broker().client.ttl(broker.key(presence.place(ticket.pk))) <= presence.KEPT


def test_others_are_told_of_a_change_and_not_of_every_beat(ticket, here, said, ann):
    for state in ("viewing", "viewing", "writing", "writing"):
        beat(ticket, ann, state)
    presence.leave(ticket.pk, ann, page="one")
    presence.leave(ticket.pk, ann, page="one")
    assert said == [{f"ticket-{ticket.pk}/here"}] * 3


def test_nobody_waits_for_a_dead_broker(ticket, ann, sam, said, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1"
    broker.broker_of.cache_clear()
    try:
        began = time.monotonic()
        beat(ticket, ann)
        presence.leave(ticket.pk, ann, page="one")
        assert presence.present([ticket.pk], now=clock.now(), but=sam) == {}
        assert time.monotonic() - began < 0.3
        assert said == []
    finally:
        broker.broker_of.cache_clear()
