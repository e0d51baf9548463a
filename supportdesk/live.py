"""Live pages: names go out, HTML is fetched. Nothing here touches the database while a stream stands open."""

import asyncio
import json
import logging
import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from redis import asyncio as redis

from supportdesk import broker
from supportdesk.web import anonymous_allowed

CHANNEL = "live"
SALT = "live"
AGE = 15 * 60  # seconds for which an address is good, and for which its stream stays open
DAY = 12 * 60 * 60  # seconds for which a page may have its address signed anew: a working day
HEARTBEAT = 20  # seconds of silence after which a word keeps proxies awake and pages sure
LIMIT = 500  # streams per process
PATIENCE = 3  # seconds until a page is told that the channel does not answer
WAITING = 100  # names one slow reader may owe before the stream is cut and the page polls

log = logging.getLogger(__name__)


def announce(events):
    """Told of events: say the names of what changed. A lost name costs one poll."""
    say({name for event in events for name in (event.subject, f"{event.subject}-{event.subject_id}")})


def say(names):
    if names:
        transaction.on_commit(lambda: broker.publish(CHANNEL, json.dumps(sorted(names))), robust=True)


def address(names):
    """What a page that was allowed to render may listen to, signed into the address of its stream."""
    signed = signing.dumps(sorted(names), salt=SALT, compress=True)
    return settings.LIVE_URL + reverse("live", args=[signed])


def heard_by(signed, age=AGE):
    return signing.loads(signed, salt=SALT, max_age=age)


@anonymous_allowed
@require_safe
async def stream(request, signed):
    """`also` is a second address's part: a page with a list and a ticket listens to both by one stream."""
    try:
        names = frozenset(name for part in (signed, *request.GET.getlist("also")) for name in heard_by(part))
    except signing.BadSignature:
        return HttpResponse(status=403)
    if len(hub.listeners) >= LIMIT:
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    if settings.SITE_URL:
        headers["Access-Control-Allow-Origin"] = settings.SITE_URL
    return StreamingHttpResponse(hub.listen(names), content_type="text/event-stream", headers=headers)


def nothing(request, exception=None):
    """Whatever else is asked of the live process; a page that says so would need the addresses of all pages."""
    return HttpResponse("Only live streams are served here.\n", status=404, content_type="text/plain")


class Hub:
    """One subscription per process, handed to as many listeners as there are open pages."""

    def __init__(self):
        self.listeners = {}
        self.task = None
        self.subscribed = asyncio.Event()

    async def listen(self, names):
        """Lines of the stream: `ready` once nothing can be missed any more, then the names."""
        queue: asyncio.Queue[str] = asyncio.Queue(WAITING)
        self.listeners[queue] = names
        self.start()
        over = asyncio.get_running_loop().time() + AGE
        try:
            yield f"retry: {2000 + secrets.randbelow(4000)}\n\n"  # jitter, so that a restart is not met by a stampede
            await asyncio.wait_for(self.subscribed.wait(), PATIENCE)
            yield "event: ready\ndata: 1\n\n"
            while queue in self.listeners and asyncio.get_running_loop().time() < over:
                yield await self.next_line(queue)
        except TimeoutError:
            yield ": the channel does not answer\n\n"
        finally:
            self.listeners.pop(queue, None)

    async def next_line(self, queue):
        try:
            name = await asyncio.wait_for(queue.get(), HEARTBEAT)
        except TimeoutError:
            return "event: here\ndata: 1\n\n"
        return f"data: {name}\n\n" if name else ": the channel is down\n\n"

    def start(self):
        if self.task is None or self.task.done():
            self.subscribed = asyncio.Event()
            self.task = asyncio.create_task(self.work())

    async def work(self):
        try:
            while self.listeners:
                await self.hear()
        except (redis.RedisError, OSError) as error:
            log.warning("The live channel is down: %s", error)
            self.end_all()

    def end_all(self):
        """Every page is told at once that it hears nothing any more: it polls, and comes back by itself."""
        queues = list(self.listeners)
        self.listeners.clear()
        for queue in queues:
            if not queue.full():
                queue.put_nowait("")

    async def hear(self):
        client = redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, health_check_interval=15)
        async with client, client.pubsub() as pubsub:
            await pubsub.subscribe(broker.key(CHANNEL))
            self.subscribed.set()
            while self.listeners:
                message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=5)
                if message:
                    self.hand_out(json.loads(message["data"]))
            self.subscribed.clear()  # whoever comes while the channel is being closed waits for the next one

    def hand_out(self, said):
        """Whoever listens to `ticket-7` also hears `ticket-7/here`: what of it is after the stroke."""
        spoken = [(name.partition("/")[0], name) for name in said]
        for queue, names in list(self.listeners.items()):
            for name in (whole for heard, whole in spoken if heard in names):
                if queue.full():
                    del self.listeners[queue]
                    break
                queue.put_nowait(name)


hub = Hub()
