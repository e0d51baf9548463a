"""Two hundred open tabs on one live process: what it weighs with none, with all, and after two hundred changes."""

import asyncio
import json
import os
import subprocess
import sys
import time

import redis

from supportdesk import embedded

from . import meters, place

TABS, NAMES, SAID = 200, 50, 200
PORT = place.FIRST_PORT + 90
LIVE = ["uvicorn", "supportdesk.asgi:application", "--port", str(PORT), "--lifespan", "off", "--no-access-log"]


def environment():
    return os.environ | {
        "SUPPORTDESK_ENV": "development",
        "DATABASE_URL": "postgresql:///nobody",
        "REDIS_URL": embedded.redis(place.RUN_DIR),
        "REDIS_PREFIX": "tabs:",
        "SECRET_KEY": "for-benchmarks-only-" + "0123456789" * 4,
        "LIVE_PORT": str(PORT),
        "LOG_LEVEL": "WARNING",
    }


def measure():
    around = environment()
    command = [sys.executable, "-m", "benchmarks.inside", "heard", str(TABS), str(NAMES)]
    told = subprocess.run(command, cwd=place.BASE_DIR, env=around, stdout=subprocess.PIPE, text=True, check=True)
    paths = json.loads(told.stdout.splitlines()[-1])
    process = subprocess.Popen([sys.executable, "-m", *LIVE], cwd=place.BASE_DIR, env=around)
    try:
        place.await_port(PORT, process)
        return asyncio.run(rows(process.pid, paths, redis.Redis.from_url(around["REDIS_URL"])))
    finally:
        process.terminate()
        process.wait(20)


async def rows(pid, paths, broker):
    weighed = {"no tab": meters.memory([pid])}
    heard = [0]
    tabs = [asyncio.create_task(listen(path, heard)) for path in paths]
    while heard[0] < len(paths):
        await asyncio.sleep(0.1)
    weighed[f"{TABS} tabs"] = meters.memory([pid])
    begin, before = time.perf_counter(), heard[0]
    for number in range(SAID):
        broker.publish("tabs:live", json.dumps(["ticket", f"ticket-{number % NAMES + 1}/here"]))
        await asyncio.sleep(0.1)
    while heard[0] < before + 2 * SAID * TABS and time.perf_counter() - begin < 60:
        await asyncio.sleep(0.1)
    weighed[f"{TABS} tabs, {SAID} changes later"] = meters.memory([pid])
    for tab in tabs:
        tab.cancel()
    return [{"step": "live tabs", "what": what, "pss_mb": round(mb, 1)} for what, mb in weighed.items()] + [
        {"step": "live tabs", "what": "names heard", "n": heard[0] - before}
    ]


async def listen(path, heard):
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    words = (f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", "", "")
    writer.write("\r\n".join(words).encode())
    try:
        while line := await reader.readline():
            if line.startswith((b"event: ready", b"data: ticket")):
                heard[0] += 1
    finally:
        writer.close()


if __name__ == "__main__":
    for row in measure():
        print(row)
    embedded.stop(place.RUN_DIR)
