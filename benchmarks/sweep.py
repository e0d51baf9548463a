"""The sweep: nothing due, a thousand due, thirty thousand due; and a narrow table in bare SQL."""

import time
from concurrent.futures import ThreadPoolExecutor

from . import meters, place

NARROW = """
CREATE TABLE bench_clock (id bigint PRIMARY KEY, due_at timestamptz, state text);
CREATE INDEX ON bench_clock (due_at) WHERE state = 'running';
CREATE TABLE bench_event (id bigserial PRIMARY KEY, clock_id bigint, at timestamptz, kind text);
INSERT INTO bench_clock SELECT n, now() + n * interval '1 s', 'running' FROM generate_series(1, %s) AS n;
"""
BARE = """
WITH due AS (UPDATE bench_clock SET state = 'breached' WHERE state = 'running' AND due_at <= now() + %s * interval '1 s'
             RETURNING id, due_at)
INSERT INTO bench_event (clock_id, at, kind) SELECT id, due_at, 'breached' FROM due
"""


def measure(size, name, dues):
    rows = []
    here = place.Place(size, f"{name}_sweep")
    place.copy(name, here.name)
    quiet = here.inside("nothing_due", EVENT_NUDGE="0")
    rows.append(row("sweep, nothing due", size, "ring_due", p50_ms=quiet["seconds"], app_cpu_ms=quiet["cpu"]))
    for due in dues:
        place.copy(name, here.name)
        rows += swept(here, due)
    place.drop(here.name)
    return rows


def swept(here, due):
    """Ring so many, then tell both lanes as two workers would."""
    instant = here.inside("make_due", due, EVENT_NUDGE="0")
    backends = meters.children(place.postmaster())
    before = meters.cpu(backends)
    rang = here.inside("ring", instant, EVENT_NUDGE="0")
    database = meters.cpu(meters.children(place.postmaster())) - before
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda lane: here.inside("drain", lane, EVENT_NUDGE="0"), ("people", "figures")))
    size, number = here.size, rang["answer"]
    return [
        row(f"sweep, {due:,} due", size, "ring_due until nothing is", seconds=rang["seconds"], number=number,
            app_cpu_ms=rang["cpu"] * 1000 / number, db_cpu_ms=database / number, per_second=number / rang["seconds"]),
        row(f"sweep, {due:,} due", size, "outbox empty, both lanes", seconds=max(each["seconds"] for each in told),
            number=told[0]["answer"], app_cpu_ms=sum(each["cpu"] for each in told) * 1000 / number),
        row(f"sweep, {due:,} due", size, "bare SQL, narrow table", seconds=bare(here, due), number=number),
    ]  # fmt: skip


def bare(here, due):
    with here.connect() as connection:
        connection.execute("DROP TABLE IF EXISTS bench_clock, bench_event")
        for statement in filter(str.strip, NARROW.split(";")):
            connection.execute(statement.replace("%s", str(2 * due)))
        connection.execute("VACUUM ANALYZE bench_clock")
        begin = time.perf_counter()
        connection.execute(BARE.replace("%s", str(due)))
        return time.perf_counter() - begin


def row(step, size, what, **figures):
    return {"step": step, "size": size, "what": what} | {name: round(value, 3) for name, value in figures.items()}
