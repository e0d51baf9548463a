"""Figures for Prometheus: answers by kind and time, and what is still to be told."""

import os
import time
from collections.abc import Iterator

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from prometheus_client import CollectorRegistry, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector

from supportdesk.events import queries

ANSWERS = Histogram(
    "supportdesk_request_seconds",
    "Time to answer, by view, method and class of status.",
    ["view", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


class Middleware:
    """One observation per answer, named by view, so that object ids never become labels."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        if iscoroutinefunction(self):
            return self.waiting(request)
        began = time.perf_counter()
        return observe(request, self.get_response(request), began)

    async def waiting(self, request):
        began = time.perf_counter()
        return observe(request, await self.get_response(request), began)


def observe(request, response, began: float):
    match = request.resolver_match
    view = match.view_name if match else "none"
    method = request.method if request.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} else "other"
    ANSWERS.labels(view, method, f"{response.status_code // 100}xx").observe(time.perf_counter() - began)
    return response


class Untold(Collector):
    """What the relay owes, asked of the database when somebody looks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = GaugeMetricFamily("supportdesk_outbox_waiting", "Events still to be told.", labels=["lane"])
        aside = GaugeMetricFamily("supportdesk_outbox_set_aside", "Events that could not be told.", labels=["lane"])
        oldest = GaugeMetricFamily("supportdesk_outbox_oldest_seconds", "Age of the oldest.", labels=["lane"])
        for lane in queries.untold():
            waiting.add_metric([lane.lane], lane.waiting)
            aside.add_metric([lane.lane], lane.set_aside)
            oldest.add_metric([lane.lane], lane.oldest)
        yield from (waiting, aside, oldest)


def latest() -> bytes:
    """All web processes together where they share a directory, else this one; and the outbox, asked now."""
    processes = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        processes = CollectorRegistry()
        multiprocess.MultiProcessCollector(processes)
    outbox = CollectorRegistry()
    outbox.register(Untold())
    return generate_latest(processes) + generate_latest(outbox)
