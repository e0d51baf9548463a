"""The floor of a page: a Django view that answers with so many bytes, behind the same server, no middleware."""

import signal
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

from . import place

PORT = place.FIRST_PORT + 90


def answer(request, size):
    return HttpResponse(b"x" * size)


urlpatterns = [path("healthz", answer, {"size": 2}), path("<int:size>", answer)]


def application():
    settings.configure(
        SECRET_KEY="bare", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], LOGGING_CONFIG=None
    )
    return get_wsgi_application()


@contextmanager
def view():
    """Two gunicorn processes of it."""
    command = [sys.executable, "-m", "gunicorn", "benchmarks.bare:application()", "-w", "2", "-b", f"127.0.0.1:{PORT}"]
    process = subprocess.Popen([*command, "--log-level", "warning"], cwd=place.BASE_DIR)
    try:
        place.await_port(PORT, process)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
