"""Figures for Prometheus: how many answers of which kind, and how long they took."""

import time

from prometheus_client import Histogram

ANSWERS = Histogram(
    "supportdesk_request_seconds",
    "Time to answer, by view and status class.",
    ["view", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


class Middleware:
    """One observation per answer, named by view, so that object ids never become labels."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        ANSWERS.labels(
            match.view_name if match else "none", request.method, f"{response.status_code // 100}xx"
        ).observe(time.perf_counter() - began)
        return response
