"""The live process serves streams; pages are none of its business."""

import asyncio
import subprocess
import sys

from supportdesk.asgi import application

OURS = ("supportdesk", "tickets", "kb", "incidents", "metrics")


def ask(path):
    asked, sent = [], []

    async def receive():
        if not asked:
            asked.append(path)
            return {"type": "http.request", "body": b"", "more_body": False}
        return await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [(b"host", b"localhost")]}
    asyncio.run(application(scope, receive, send))
    return sent[0]["status"]


def test_it_says_that_it_is_up():
    assert ask("/healthz") == 200


def test_it_serves_no_pages():
    assert ask("/accounts/login/") == 404


def test_what_begins_like_a_stream_and_is_none_is_not_there():
    assert ask("/live/a/b") == 404
    assert ask("/live/forged") == 403


def test_it_loads_no_pages():
    """The addresses of the pages lead to all forms, serializers and views."""
    script = "import sys, supportdesk.asgi, supportdesk.live_urls; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "supportdesk.live" in loaded
    assert [name for name in loaded if name.endswith(".urls") and name.partition(".")[0] in OURS] == []
