"""Is the process up, is the desk ready, how is it doing: asked by supervisors, balancers and Prometheus."""

import ipaddress
import shutil
import time
from collections.abc import Callable
from functools import cache
from threading import Lock, Thread

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from supportdesk import broker, metrics
from supportdesk.events import queries
from supportdesk.web import anonymous_allowed
from tickets.sla.queries import verified

LIMIT = 0.8  # seconds for all questions together
ROOM = 200_000_000  # bytes that must be free on the disk
LATE = 60  # seconds after which something untold is a fault


@anonymous_allowed
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. No I/O."""
    return JsonResponse({"status": "ok"})


@anonymous_allowed
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Can people work? The broker may be down for that; everything else may not."""
    until = time.monotonic() + LIMIT
    asked = [(name, question, question.ask()) for name, question in QUESTIONS.items()]
    answers = {name: question.wait(thread, until) for name, question, thread in asked}
    ready = all(answer["ok"] for name, answer in answers.items() if name not in OPTIONAL)
    return JsonResponse({"status": "ok" if ready else "unready", **answers}, status=200 if ready else 503)


@anonymous_allowed
@never_cache
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """For Prometheus. The rest of the world is told that there is no such page."""
    if not may_read_figures(request):
        raise Http404
    return HttpResponse(metrics.latest(), content_type=CONTENT_TYPE_LATEST)


def may_read_figures(request: HttpRequest) -> bool:
    """Whoever holds the token, or asks from an internal address without a proxy in between."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and constant_time_compare(given, settings.METRICS_TOKEN):
        return True
    address = request.META.get("REMOTE_ADDR")
    if not address or "X-Forwarded-For" in request.headers:
        return False
    return any(ipaddress.ip_address(address) in ipaddress.ip_network(net) for net in settings.INTERNAL_ADDRESSES)


class Question:
    """Asked in a thread of its own, one at a time: a server that never answers costs one thread and no more."""

    def __init__(self, find_out: Callable[[], dict]):
        self.find_out = find_out
        self.lock = Lock()
        self.thread: Thread | None = None
        self.answer: dict = {}

    def ask(self) -> Thread:
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = Thread(target=self.work, daemon=True)
                self.thread.start()
            return self.thread

    def wait(self, thread: Thread, until: float) -> dict:
        thread.join(max(0, until - time.monotonic()))
        return {"ok": False, "error": "no answer"} if thread.is_alive() else self.answer

    def work(self) -> None:
        try:
            self.answer = self.find_out()
        except Exception as error:  # whatever it is, the page says so
            self.answer = {"ok": False, "error": type(error).__name__}
        finally:
            connection.close()


def database() -> dict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True}


def migrations() -> dict:
    missing = sorted(".".join(name) for name in known_migrations() - applied_migrations())
    return {"ok": not missing, "missing": missing[:5]}


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def applied_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationRecorder(connection).applied_migrations())


def outbox() -> dict:
    lanes = {lane.lane: lane._asdict() for lane in queries.untold()}
    oldest = max((lane["oldest"] for lane in lanes.values()), default=0.0)
    return {
        "ok": oldest < LATE,
        "oldest_seconds": round(oldest, 1),
        "waiting": sum(lane["waiting"] for lane in lanes.values()),
        "set_aside": sum(lane["set_aside"] for lane in lanes.values()),
    }


def disk() -> dict:
    free = shutil.disk_usage(settings.BASE_DIR).free
    return {"ok": free > ROOM, "free_megabytes": free // 1_000_000}


def broker_answers() -> dict:
    return {"ok": broker.ping()}


QUESTIONS = {
    "database": Question(database),
    "migrations": Question(migrations),
    "outbox": Question(outbox),
    "broker": Question(broker_answers),
    "disk": Question(disk),
    "clocks": Question(verified),
}
OPTIONAL = {"broker", "outbox", "clocks"}  # people can work without; the answer still shows them
