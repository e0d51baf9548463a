"""Two hundred keys, each posted twenty times, by twenty clients at once: two hundred tickets."""

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

from . import load, place

KEYS, EACH = 200, 20


def measure():
    load.prototypes()
    here = place.Place(0, "bench_once")
    place.copy(load.PROTOTYPES, here.name)
    try:
        given = here.inside("keys", EVENT_NUDGE="0")
        with here.desk():
            began = time.monotonic()
            about = {"type": "incident", "queue": given["queue"], "requester": given["requesters"][0]}
            orders = [(here.port, given["tokens"][0], about, number) for number in range(KEYS)] * EACH
            random.Random(7).shuffle(orders)
            orders.sort(key=lambda order: order[-1] // 10)  # so that the same keys meet
            with ThreadPoolExecutor(EACH) as pool:
                told = list(pool.map(post, orders))
            seconds = time.monotonic() - began
        tickets = {one for one in told if one}
        with here.connect() as connection:
            kept = connection.execute("SELECT count(*) FROM desk_ticket WHERE title LIKE 'Once %'").fetchone()[0]
        if kept != KEYS or len(tickets) != KEYS:
            raise RuntimeError(f"{kept} tickets were kept and {len(tickets)} told of")
        what = f"{KEYS} keys {EACH} times each by REST: {kept} tickets"
        yield {"step": "once", "what": what, "seconds": round(seconds, 1), "per_second": round(len(told) / seconds, 1)}
    finally:
        place.drop(here.name)


def post(order):
    """The ticket that is told of; whoever meets the same key at work tries again."""
    port, token, about, number = order
    headers = {
        "Host": "localhost",
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": f"order-{number}",
    }
    body = json.dumps({"title": f"Once {number}", "body": "It is dead."} | about)
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/api/v1/tickets", body, headers)
        response = connection.getresponse()
        told = json.loads(response.read())
        connection.close()
        if response.status == 201:
            return told["id"]
        if response.status != 409:
            raise RuntimeError(f"{response.status}: {told}")
        time.sleep(0.05)
