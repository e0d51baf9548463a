"""The live stream's entry point: `/live/` and the health of this process, nothing else."""

from supportdesk import boot  # isort: skip

import django
from django.core.handlers.asgi import ASGIHandler, ASGIRequest

__all__ = ["application", "boot"]

SERVED = ("/live/", "/healthz")


class LiveRequest(ASGIRequest):
    urlconf = "supportdesk.live_urls"


class LiveHandler(ASGIHandler):
    request_class = LiveRequest


django.setup(set_prefix=False)
live = LiveHandler()


async def application(scope, receive, send):
    """Pages belong to the web's processes: here each would hold a database connection for as long as a stream lives."""
    if scope["type"] == "http" and not scope["path"].startswith(SERVED):
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"Only live streams are served here.\n"})
        return
    await live(scope, receive, send)
