"""Reading what a step cost: CPU time and memory from /proc, statements from pg_stat_statements."""

import statistics
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from . import place


def children(pid):
    """A process and everything below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                found += children(int(child))
    return found


def cpu(pids):
    """CPU milliseconds that these processes have used, all their threads, to the microsecond."""
    total = 0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with suppress(OSError):
                total += int(thread.read_text().split()[0])
    return total / 1e6


def memory(pids):
    """Proportional set size in MB: shared pages are counted once in the sum."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


def statements(database):
    counted = place.do(
        "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements JOIN pg_database ON oid = dbid WHERE datname = %s",
        database,
    )
    return int(counted[0][0])


def others(since=None):
    """CPU seconds used on the whole machine: idle and total, to know how much of it was not ours."""
    fields = [int(each) for each in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return sum(fields) - fields[3] - fields[4], sum(fields)


@dataclass
class Taken:
    """The measurements of one step: waits of every request, and the costs of every round."""

    waits: list = field(default_factory=list)
    app: list = field(default_factory=list)
    database: list = field(default_factory=list)
    statements: list = field(default_factory=list)
    rates: list = field(default_factory=list)
    size: int = 0

    def row(self):
        ordered = sorted(self.waits)
        return {
            "p50_ms": round(statistics.median(ordered), 2) if ordered else None,
            "p95_ms": round(ordered[int(len(ordered) * 0.95)], 2) if ordered else None,
            "app_cpu_ms": middle(self.app),
            "db_cpu_ms": middle(self.database),
            "statements": round(min(self.statements), 1) if self.statements else None,
            "per_second": middle(self.rates, 1),
            "bytes": self.size or None,
            "n": len(ordered),
        }


def middle(values, digits=2):
    return round(statistics.median(values), digits) if values else None


@contextmanager
def round_of(taken, app_pids, database, requests):
    """Charge one round of `requests` requests to `taken`. `requests` is a list that the round fills with waits."""
    backends = children(place.postmaster())
    begin = cpu(app_pids), cpu(backends), statements(database) if database else 0, time.monotonic()
    yield
    seconds = time.monotonic() - begin[3]
    number = max(1, len(requests))
    taken.app.append((cpu(app_pids) - begin[0]) / number)
    taken.database.append((cpu(children(place.postmaster())) - begin[1]) / number)
    if database:
        taken.statements.append((statements(database) - begin[2]) / number)
    taken.rates.append(number / seconds)
    taken.waits += requests
