"""Creating and replying over REST, eight clients at once, with relay and worker at work; and the same as bare SQL."""

import itertools
import random
import threading
import time

from . import client, meters, words

SECONDS, ROUNDS = 6, 3
FLOOR = {
    "create": """
        WITH ticket AS (
            INSERT INTO desk_ticket (title, requester_id, organisation_id, tier, channel, type_id, queue_id, status,
                status_since, waiting_reason, waiting_for, opened_at, reopen_count, handoff_count, transfer_count,
                activity_at, rank, version, priority_rationale, restricted)
            SELECT title, requester_id, organisation_id, tier, channel, type_id, queue_id, 'new', now(), '', '', now(),
                0, 0, 0, now(), rank, 1, '', false FROM desk_ticket WHERE id = %(pk)s RETURNING id, requester_id
        ), message AS (
            INSERT INTO desk_message (ticket_id, author_id, from_desk, substantial, body, at)
            SELECT id, requester_id, false, true, %(body)s, now() FROM ticket
        ), event AS (
            INSERT INTO events_event (kind, subject, subject_id, actor_id, actor_name, actor_kind, via, at,
                recorded_at, data)
            SELECT 'ticket.opened', 'ticket', id, requester_id, '', 'person', 'api', now(), now(), '{}' FROM ticket
            RETURNING id
        ) INSERT INTO events_outbox (event_id, lane, error) SELECT id, 'bare', '' FROM event
    """,
    "reply": """
        WITH ticket AS (
            UPDATE desk_ticket SET activity_at = now() WHERE id = %(pk)s RETURNING id, requester_id
        ), message AS (
            INSERT INTO desk_message (ticket_id, author_id, from_desk, substantial, body, at)
            SELECT id, requester_id, false, true, %(body)s, now() FROM ticket
        ), event AS (
            INSERT INTO events_event (kind, subject, subject_id, actor_id, actor_name, actor_kind, via, at,
                recorded_at, data)
            SELECT 'ticket.replied', 'ticket', id, requester_id, '', 'person', 'api', now(), now(), '{}' FROM ticket
            RETURNING id
        ) INSERT INTO events_outbox (event_id, lane, error) SELECT id, 'bare', '' FROM event
    """,
}


def measure(here, keys):
    """Rounds of REST and floor take turns; after each REST round the outbox must become empty."""
    taken, empty = {}, {"create": [], "reply": []}
    for turn, step in itertools.product(range(ROUNDS + 1), ("create", "reply")):
        rest, floor, behind = (
            taken.setdefault((step, what), meters.Taken()) for what in ("REST", "bare transaction", "relay")
        )
        if turn == 0:
            client.together(clients(step, here, keys), 2)
            await_empty(here)
            continue
        run(rest, behind, here, clients(step, here, keys))
        empty[step].append(await_empty(here))
        run_floor(floor, here, step, keys)
    return [
        {"step": f"{step} by REST, 8 clients", "size": here.size, "what": what, **each.row()}
        | ({"outbox_empty_s": meters.middle(empty[step])} if what == "REST" else {})
        for (step, what), each in taken.items()
    ]


def clients(step, here, keys):
    return [request(step, here, keys, token, number) for number, token in enumerate(keys["tokens"])]


def request(step, here, keys, token, number):
    draw = random.Random(f"{step}{number}{time.monotonic()}")

    def create():
        body = {
            "title": words.title(draw),
            "body": words.body(draw),
            "type": "incident",
            "queue": keys["queue"],
            "requester": draw.choice(keys["requesters"]),
        }
        client.post(here.port, "/api/v1/tickets", body, token)

    def reply():
        pk = draw.choice(keys["live"])
        client.post(here.port, f"/api/v1/tickets/{pk}/messages", {"body": words.body(draw, 1, 5)}, token)

    return {"create": create, "reply": reply}[step]


def run(rest, behind, here, works):
    waits = []
    worker = meters.children(here.pid("worker"))
    before = meters.cpu(worker)
    with meters.round_of(rest, meters.children(here.pid("web")), None, waits):
        waits += client.together(works, SECONDS)
    behind.app.append((meters.cpu(worker) - before) / len(waits))


def await_empty(here):
    """Seconds until nobody is owed anything."""
    begin = time.monotonic()
    with here.connect() as connection:
        while connection.execute("SELECT EXISTS (SELECT FROM events_outbox WHERE lane <> 'bare')").fetchone()[0]:
            if time.monotonic() - begin > 120:
                raise RuntimeError("The outbox does not become empty.")
            time.sleep(0.05)
    return time.monotonic() - begin


def run_floor(floor, here, step, keys):
    waits, local = [], threading.local()
    opened = []
    draw = random.Random(step)

    def transaction():
        if not hasattr(local, "connection"):
            local.connection = here.connect(prepare_threshold=0)
            opened.append(local.connection)
        local.connection.execute(FLOOR[step], {"pk": draw.choice(keys["live"]), "body": words.body(draw, 1, 5)})

    with meters.round_of(floor, [], None, waits):
        waits += client.together([transaction] * 8, SECONDS / 2)
    for connection in opened:
        connection.close()
