import asyncio
import json
from types import SimpleNamespace

import pytest
from django.core import signing

from supportdesk import broker, live


@pytest.fixture
def published(monkeypatch):
    said = []
    monkeypatch.setattr(broker, "publish", lambda channel, message: said.append((channel, json.loads(message))))
    return said


def event(pk):
    return SimpleNamespace(subject="ticket", subject_id=pk)


def test_names_go_out_once_and_only_when_it_is_committed(published, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        live.announce([event(7), event(7), event(8)])
        assert published == []
    assert published == [("live", ["ticket", "ticket-7", "ticket-8"])]


def test_nothing_is_said_of_nothing(published, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        live.announce([])
    assert published == []


def token(names):
    return live.address(names).rpartition("/")[2]


def ask(rf, signed, **query):
    return asyncio.run(live.stream(rf.get("/live/x", query), signed))


FORGED = ["nonsense", signing.dumps(["ticket-1"]), signing.dumps(["ticket-1"], salt="other")]


@pytest.mark.parametrize("forged", FORGED, ids=["nonsense", "without salt", "other salt"])
def test_only_what_a_page_has_signed_is_heard(rf, forged):
    assert ask(rf, forged).status_code == 403
    assert ask(rf, token(["ticket-1"]), also=forged).status_code == 403


def test_an_address_is_good_for_a_quarter_of_an_hour(rf, time_machine):
    time_machine.move_to("2026-11-20 08:00")
    signed = token(["ticket-1"])
    time_machine.move_to("2026-11-20 08:14")
    assert ask(rf, signed).status_code == 200
    time_machine.move_to("2026-11-20 08:16")
    assert ask(rf, signed).status_code == 403


def test_a_stream_ends_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(live, "AGE", 0)

    async def scene():
        hub = live.Hub()
        hub.start = lambda: None
        hub.subscribed = asyncio.Event()
        hub.subscribed.set()
        return [line async for line in hub.listen(frozenset({"ticket-1"}))]

    assert asyncio.run(scene())[1:] == ["event: ready\ndata: 1\n\n"]


def test_what_of_a_ticket_is_after_the_stroke():
    async def scene():
        hub = live.Hub()
        mine = asyncio.Queue(5)
        hub.listeners = {mine: frozenset({"ticket-1", "ticket-2-public"})}
        hub.hand_out(["ticket-1/here", "ticket-2/here"])
        return [mine.get_nowait() for _ in range(mine.qsize())]

    assert asyncio.run(scene()) == ["ticket-1/here"]


def test_a_full_process_says_so(rf, monkeypatch):
    monkeypatch.setattr(live, "LIMIT", 0)
    answer = ask(rf, token(["ticket-1"]))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_a_stream_says_when_nothing_can_be_missed_any_more_and_ends_when_the_channel_does():
    async def scene():
        hub = live.Hub()
        hub.start = lambda: None
        hub.subscribed = asyncio.Event()
        lines = hub.listen(frozenset({"ticket-1"}))
        told = [await anext(lines)]
        hub.subscribed.set()
        told.append(await anext(lines))
        hub.hand_out(["ticket-1"])
        told.append(await anext(lines))
        hub.end_all()
        told += [line async for line in lines]
        return told, hub.listeners

    told, left = asyncio.run(scene())
    assert told[0].startswith("retry: ")
    assert told[1:] == ["event: ready\ndata: 1\n\n", "data: ticket-1\n\n"]
    assert left == {}


def test_a_channel_that_does_not_answer_ends_the_stream(monkeypatch):
    monkeypatch.setattr(live, "PATIENCE", 0.01)

    async def scene():
        hub = live.Hub()
        hub.start = lambda: None
        hub.subscribed = asyncio.Event()
        return [line async for line in hub.listen(frozenset({"ticket-1"}))]

    assert asyncio.run(scene())[1:] == [": the channel does not answer\n\n"]


def test_each_listener_hears_its_own_names_and_one_that_does_not_read_is_cut():
    async def scene():
        hub = live.Hub()
        mine, slow = asyncio.Queue(5), asyncio.Queue(1)
        hub.listeners = {mine: frozenset({"ticket-1", "ticket"}), slow: frozenset({"ticket-1", "ticket"})}
        hub.hand_out(["ticket-1", "ticket-2"])
        hub.hand_out(["ticket"])
        return [mine.get_nowait() for _ in range(mine.qsize())], slow in hub.listeners

    assert asyncio.run(scene()) == (["ticket-1", "ticket"], False)


def test_whoever_comes_while_the_channel_is_being_left_misses_nothing(monkeypatch):
    """The last page was closed, and the next one opened before its channel was gone."""
    leaving, gone, leave = asyncio.Event(), asyncio.Event(), live.redis.client.PubSub.aclose

    async def slowly(channel):
        leaving.set()
        await gone.wait()
        await leave(channel)

    monkeypatch.setattr(live.redis.client.PubSub, "aclose", slowly)

    def say(name):
        return asyncio.to_thread(broker.publish, live.CHANNEL, json.dumps([name]))

    async def scene():
        hub = live.Hub()
        first, second = hub.listen(frozenset({"ticket-1"})), hub.listen(frozenset({"ticket-2"}))
        assert "ready" in [await anext(first), await anext(first)][1]
        await first.aclose()
        await say("ticket-1")
        await leaving.wait()
        assert "retry" in await anext(second)
        ready = asyncio.ensure_future(anext(second))
        await asyncio.sleep(0.05)
        gone.set()
        assert "ready" in await ready
        await say("ticket-2")
        return await asyncio.wait_for(anext(second), 5)

    assert asyncio.run(scene()) == "data: ticket-2\n\n"
