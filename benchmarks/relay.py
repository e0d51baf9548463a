"""Events a second through the relay, each lane alone and both at once; and the same rows in bare SQL."""

import time
from concurrent.futures import ThreadPoolExecutor

from . import place
from .sweep import row

EVENTS = 10_000
BARE = """
WITH owed AS (DELETE FROM events_outbox WHERE lane = 'people' AND event_id IN (
    SELECT event_id FROM events_outbox WHERE lane = 'people' ORDER BY event_id LIMIT 100) RETURNING event_id
), event AS (SELECT * FROM events_event WHERE id IN (SELECT event_id FROM owed))
INSERT INTO outbound_notification (person_id, event_id, kind, subject, subject_id, text, level, created_at)
SELECT ticket.requester_id, event.id, kind, subject, subject_id, 'somebody replied', 'info', recorded_at
FROM event JOIN desk_ticket ticket ON ticket.id = subject_id
"""


def measure(size, name):
    here = place.Place(size, f"{name}_relay")
    place.copy(name, here.name)
    rows = []
    for lane in ("people", "figures"):
        here.inside("tell", EVENTS, EVENT_NUDGE="0")
        rows.append(told(size, f"lane {lane}", [here.inside("drain", lane, EVENT_NUDGE="0")]))
        here.connect().execute("DELETE FROM events_outbox")
    here.inside("tell", EVENTS, EVENT_NUDGE="0")
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda lane: here.inside("drain", lane, EVENT_NUDGE="0"), ("people", "figures")))
    rows.append(told(size, "both lanes at once", both))
    here.inside("tell", EVENTS, EVENT_NUDGE="0")
    rows.append(bare(here))
    place.drop(here.name)
    return rows


def told(size, what, lanes):
    seconds = max(each["seconds"] for each in lanes)
    cpu = sum(each["cpu"] for each in lanes) * 1000 / EVENTS
    return row("relay", size, what, seconds=seconds, per_second=EVENTS / seconds, app_cpu_ms=cpu, number=EVENTS)


def bare(here):
    with here.connect() as connection:
        begin = time.perf_counter()
        while connection.execute(BARE).rowcount:
            pass
        seconds = time.perf_counter() - begin
    return row("relay", here.size, "bare SQL, one lane", seconds=seconds, per_second=EVENTS / seconds, number=EVENTS)
