"""The public status page as many read it at once: one row of the database each, no session, no person.

The desk's own web processes answer eight readers without a pause; the same readers with the ETag of the page they have.
"""

import statistics
from http.client import HTTPConnection

from . import client, load, place

READERS, SECONDS = 8, 10
AIM = 300  # reads a second
PATH = "/status/"


def measure():
    load.prototypes()
    here = place.Place(0, "bench_status")
    place.copy(load.PROTOTYPES, here.name)
    try:
        here.inside("status_page", EVENT_NUDGE="0")
        with here.desk():
            client.get(here.port, PATH)
            yield from (row(what, here, **headers) for what, headers in WHAT.items())
    finally:
        place.drop(here.name)


def row(what, here, *, again):
    headers = {"Host": "localhost", "Accept-Encoding": "gzip"}
    if again:
        headers["If-None-Match"] = tag(here.port)
    waits = sorted(client.together([lambda: read(here.port, headers)] * READERS, SECONDS))
    figures = {"p50_ms": statistics.median(waits), "p95_ms": waits[int(len(waits) * 0.95)], "n": len(waits)}
    return {"step": "status page", "what": what, "per_second": round(len(waits) / SECONDS)} | {
        name: round(value, 2) for name, value in figures.items()
    }


WHAT = {"read": {"again": False}, "asked for again, unchanged": {"again": True}}


def read(port, headers):
    """A reader of their own each time: nobody keeps a connection open for a status page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", PATH, None, headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    if response.status not in (200, 304):
        raise RuntimeError(f"{PATH} answered {response.status}")


def tag(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", PATH, None, {"Host": "localhost"})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.headers["ETag"]
