"""The value of a key at an instant. Read once in half a minute by each process: pages and actions ask for free."""

import time

from supportdesk.configuration.definitions import known
from supportdesk.configuration.models import Setting

FRESH = 30  # seconds in which another process may still go by what held before


class Memory:
    """All rows by their key, oldest first, and when they were read."""

    def __init__(self):
        self.rows: dict[str, list] = {}
        self.read_at: float | None = None

    def stale(self):
        return self.read_at is None or time.monotonic() - self.read_at > FRESH

    def read(self):
        rows: dict[str, list] = {}
        for key, since, value in Setting.objects.values_list("key", "effective_from", "value"):
            rows.setdefault(key, []).append((since, value))
        self.rows, self.read_at = rows, time.monotonic()

    def keep(self, rows):
        self.rows, self.read_at = rows, time.monotonic()

    def forget(self):
        self.read_at = None


memory = Memory()


def changes(key):
    """Every word that was given on it, with the instant from which it holds, oldest first."""
    if memory.stale():
        memory.read()
    return list(memory.rows.get(key, ()))


def value(key, at=None):
    """What somebody confirmed last before `at`, or by now; else the default."""
    held = [given for since, given in changes(key) if at is None or since <= at]
    return held[-1] if held else known()[key].default
