"""Ten thousand tickets changed at once while somebody looks at the queue: how long it takes, what the queue pays."""

import statistics
import time

from . import client, meters, place

TICKETS = 10_000
QUIET = 40


def measure(here, keys):
    """The whole stack works: one page again and again, first alone, then beside the bulk change and its undo."""

    def queue():
        return client.get(here.port, "/tickets/", keys["cookie"])[0]

    quiet = [queue() for _ in range(QUIET)]
    rows = [row("queue, before bulk", here.size, "queue page", quiet)]
    made = here.inside("prepare_bulk", min(TICKETS, here.size // 2))
    for step, operation in (("bulk", made["bulk"]), ("bulk undone", None)):
        number = operation or here.inside("prepare_undo", made["bulk"])["undo"]
        rows += carried(here, step, number, queue)
    return rows


def carried(here, step, number, queue):
    worker = meters.children(here.pid("worker"))
    before, database = meters.cpu(worker), meters.cpu(meters.children(place.postmaster()))
    here.inside("begin_operation", number)
    began, waits = time.perf_counter(), []
    while not over(here, number):
        waits.append(queue())
    took = time.perf_counter() - began
    done = asked(here, "done", number)
    return [
        {
            "step": step,
            "size": here.size,
            "what": "worker",
            "number": done,
            "seconds": round(took, 2),
            "per_second": round(done / took, 1),
            "app_cpu_ms": round((meters.cpu(worker) - before) / done, 3),
            "db_cpu_ms": round((meters.cpu(meters.children(place.postmaster())) - database) / done, 3),
        },
        row(f"queue, during {step}", here.size, "queue page", waits),
    ]


def over(here, number):
    return asked(here, "state", number) not in ("queued", "running")


def asked(here, column, number):
    with here.connect() as connection:
        return connection.execute(f"SELECT {column} FROM desk_operation WHERE id = %s", [number]).fetchone()[0]


def row(step, size, what, waits):
    waits = sorted(waits)
    p95 = waits[min(len(waits) - 1, round(len(waits) * 0.95))]
    return {
        "step": step,
        "size": size,
        "what": what,
        "p50_ms": round(statistics.median(waits), 1),
        "p95_ms": round(p95, 1),
    }
