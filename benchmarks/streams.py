"""Fifty open queues at five changes a second: each holds a stream and fetches what the page's script would.

One of five changes hits a ticket that is on everybody's page. Beside it the same queue page for one client, quiet and
under this load.
"""

import asyncio
import html
import random
import re
import threading
import time
from urllib.parse import urlsplit

from . import client, meters

QUEUES, CHANGES, SECONDS = 50, 5, 20
TOGETHER, ROW, FIRST, SPREAD = 0.15, 0.8, 1.0, 4.0
STREAM = re.compile(rb'data-stream="([^"]+)"')
NEWS = re.compile(rb'data-live="ticket" data-url="([^"]+)"')


class Browser:
    """One open queue page."""

    def __init__(self, here, cookie, page):
        self.here, self.cookie = here, cookie
        address = urlsplit(html.unescape(STREAM.search(page)[1].decode()))
        self.stream = f"{address.path}?{address.query}"
        self.news = html.unescape(NEWS.search(page)[1].decode())
        self.heard, self.waits, self.later, self.tasks = set(), [], False, set()

    async def live(self):
        reader, writer = await ask(self.here.live_port, self.stream, self.cookie)
        try:
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    self.hear(line[6:].strip().decode())
        finally:
            writer.close()

    def hear(self, name):
        if name == "ticket":
            if not self.later:
                self.later = True
                self.soon(self.look_for_news())
        else:
            if not self.heard:
                self.soon(self.refetch())
            self.heard.add(name)

    def soon(self, work):
        """The loop itself keeps no hold of its tasks."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def look_for_news(self):
        await asyncio.sleep(FIRST + random.random() * SPREAD)
        self.later = False
        await self.get(self.news)

    async def refetch(self):
        await asyncio.sleep(TOGETHER)
        names, self.heard = self.heard, set()
        for name in names:
            await asyncio.sleep(random.random() * ROW)
            await self.get(f"/tickets/{name.removeprefix('ticket-')}/row")

    async def get(self, path):
        begin = time.perf_counter()
        reader, writer = await ask(self.here.port, path, self.cookie)
        status = await reader.readline()
        await reader.read()
        writer.close()
        if b" 200 " not in status:
            raise RuntimeError(f"{path} answered {status!r}")
        self.waits.append((time.perf_counter() - begin) * 1000)


async def ask(port, path, cookie):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    words = ("GET " + path + " HTTP/1.1", "Host: localhost", f"Cookie: {cookie}", "Connection: close", "", "")
    writer.write("\r\n".join(words).encode())
    return reader, writer


def measure(here, keys):
    cookie = keys["cookie"]
    page = client.get(here.port, "/tickets/", cookie)[1]
    shown = [int(pk) for pk in dict.fromkeys(re.findall(rb'data-row="(\d+)"', page))]
    quiet, busy = meters.Taken(), meters.Taken()
    look(here, cookie, quiet)
    browsers = [Browser(here, cookie, page) for _ in range(QUEUES)]
    stop = threading.Event()
    crowd = threading.Thread(target=asyncio.run, args=(gather(browsers, stop),))
    made = Changes(here, keys, shown, stop)
    changes = threading.Thread(target=made.run)
    crowd.start()
    time.sleep(1)
    changes.start()
    look(here, cookie, busy)
    stop.set()
    changes.join()
    crowd.join()
    waits = sorted(wait for browser in browsers for wait in browser.waits)
    fetched = {"p50_ms": waits[len(waits) // 2], "p95_ms": waits[int(len(waits) * 0.95)], "n": len(waits)}
    fetched = {name: round(value, 2) for name, value in fetched.items()} | {
        "per_second": round(len(waits) / SECONDS, 1)
    }
    step = f"{QUEUES} open queues, {CHANGES} changes a second"
    told = {
        "queue page, quiet": waits_of(quiet),
        "queue page, meanwhile": waits_of(busy),
        "what the pages fetch": fetched,
    }
    made = {"per_second": round(made.count / SECONDS, 1), "n": made.count}
    return [
        {"step": step, "size": here.size, "what": what, **row} for what, row in (told | {"changes made": made}).items()
    ]


def waits_of(taken):
    """Only how long it took: what it cost cannot be told apart from what the others asked for."""
    return {name: value for name, value in taken.row().items() if name in ("p50_ms", "p95_ms", "n")}


def look(here, cookie, taken):
    """One client who opens the queue twice a second, for as long as the load lasts."""
    until, waits = time.monotonic() + SECONDS, []
    with meters.round_of(taken, meters.children(here.pid("web")), here.name, waits):
        while time.monotonic() < until:
            waits.append(client.get(here.port, "/tickets/", cookie)[0])
            time.sleep(0.3)


async def gather(browsers, stop):
    tasks = [asyncio.create_task(browser.live()) for browser in browsers]
    while not stop.is_set():
        await asyncio.sleep(0.2)
        for task in tasks:
            if task.done():
                task.result()
                raise RuntimeError("A live stream ended.")
    open_ends = asyncio.all_tasks() - {asyncio.current_task()}
    for task in open_ends:
        task.cancel()
    await asyncio.gather(*open_ends, return_exceptions=True)


class Changes:
    """Notes at a steady pace; when one takes long, the next ones are made up for."""

    def __init__(self, here, keys, shown, stop):
        self.here, self.keys, self.shown, self.stop, self.count = here, keys, shown, stop, 0

    def run(self):
        begin = time.monotonic()
        while not self.stop.wait(max(0, begin + self.count / CHANGES - time.monotonic())):
            self.count += 1
            pk = random.choice(self.shown if self.count % 5 == 0 else self.keys["live"])
            body, token = {"body": "Looking into it."}, self.keys["tokens"][self.count % 8]
            client.post(self.here.port, f"/api/v1/tickets/{pk}/notes", body, token)
