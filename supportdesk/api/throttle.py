"""How many requests one token may send in a minute, counted together in Redis; without Redis each process counts."""

import math
import threading
import time
from dataclasses import dataclass

from django.conf import settings

from supportdesk import broker
from supportdesk.api.errors import Problem

WINDOW = 60  # seconds


@dataclass(frozen=True)
class Rate:
    limit: int
    used: int
    left: int  # seconds until the count begins anew

    @property
    def remaining(self):
        return max(0, self.limit - self.used)

    def headers(self):
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.left),
            "RateLimit-Policy": f'"token";q={self.limit};w={WINDOW}',
            "RateLimit": f'"token";r={self.remaining};t={self.left}',
        }


class Local:
    """This process's own count, for as long as nobody counts for all. Only the present minute is kept."""

    def __init__(self):
        self.guard = threading.Lock()
        self.window = 0
        self.counts = {}

    def increment(self, name, window):
        with self.guard:
            if window != self.window:
                self.window, self.counts = window, {}
            self.counts[name] = self.counts.get(name, 0) + 1
            return self.counts[name]


local = Local()


def count(principal):
    """Count one request of this principal (a token, or a person in a browser)."""
    now = time.time()
    window = int(now // WINDOW)
    used = broker.increment(f"rate:{principal}:{window}", seconds=2 * WINDOW)
    if used is None:
        used = local.increment(principal, window)
    return Rate(settings.API_RATE, used, math.ceil((window + 1) * WINDOW - now))


def require(rate):
    if rate.used > rate.limit:
        raise Problem(
            429,
            "throttled",
            f"More than {rate.limit} requests in a minute. Try again in {rate.left} s.",
            headers={"Retry-After": str(rate.left)},
        )
