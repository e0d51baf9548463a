"""The live process serves streams; pages are none of its business."""

import asyncio

from supportdesk.asgi import application


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
